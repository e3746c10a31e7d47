-- job-check: writes the verdict on each id that was asked for (body), with its evidence, and answers the next ids to be asked for.
with judged as (
    update jira.to_check s
    set verdict = j.verdict, evidence = j.evidence, found_key = g.key, judged_at = g."readAt"
    from jsonb_to_recordset(:#${body}::jsonb) as g("jiraId" bigint, verdict text, evidence text, key text, "projectId" bigint, "readAt" timestamptz)
    cross join lateral jira.judged(:#${variable.connectorId}::text, g."jiraId", g.verdict, g.evidence, g."projectId") j
    where s.connector_id = :#${variable.connectorId}::text and s.job_id = :#${variable.job.id}::text and s.jira_id = g."jiraId"
    returning s.jira_id
)
select coalesce(json_agg(jira_id), '[]')::text from (
    select jira_id from jira.to_check
    where connector_id = :#${variable.connectorId}::text and job_id = :#${variable.job.id}::text and verdict is null
      and jira_id not in (select jira_id from judged)
    order by jira_id limit :#${variable.context.readLimit}::int) s

-- job-check: writes the verdict on each id that was asked for, with its evidence.
update jira.to_check s
set verdict = j.verdict, evidence = j.evidence, found_key = g.key, judged_at = :#${variable.matching.readAt.toString}::timestamptz
from jsonb_to_recordset(:#${body}::jsonb) as g("jiraId" bigint, verdict text, evidence text, key text, "projectId" bigint)
cross join lateral jira.judged(:#${variable.connectorId}::text, g."jiraId", g.verdict, g.evidence, g."projectId") j
where s.connector_id = :#${variable.connectorId}::text and s.job_id = :#${variable.job.id}::text and s.jira_id = g."jiraId"

-- suspect-page: writes the verdict on each id that was asked for, with its evidence. What is not found, or is found outside, is told
-- apart by what is known of the project in which the copy has it.
with asked as materialized (
    select g.*, i.project_id, p.project
    from jsonb_to_recordset(:#${variable.verdicts}::jsonb) as g("jiraId" bigint, verdict text, evidence text, key text, "projectId" bigint)
    left join jira.item i on i.connector_id = :#${variable.connectorId}::text and i.jira_id = g."jiraId"
    left join lateral (
        select p as project from jira.site t, jsonb_array_elements(t.projects) p
        where t.connector_id = i.connector_id and p ->> 'id' = i.project_id::text limit 1) p on true
), judged as (
    select "jiraId", key,
        case
            when verdict in ('not_found', 'moved') and (project ->> 'missing' = 'true' or project ->> 'archived' = 'true' or project ->> 'deleted' = 'true')
                and coalesce("projectId", project_id) = project_id then 'project_gone'
            when verdict = 'moved' and "projectId" = project_id then 'out_of_scope'
            else verdict end as verdict,
        case
            when verdict not in ('not_found', 'moved') or coalesce("projectId", project_id) is distinct from project_id then evidence
            when project ->> 'archived' = 'true' or project ->> 'state' = 'archived' then 'its project is archived'
            when project ->> 'state' = 'deleted' or project ->> 'deleted' = 'true' then 'its project is in the trash'
            when project ->> 'missing' = 'true' then 'its project is gone, or hidden from the account'
            when verdict = 'moved' then 'its project is no longer in scope'
            else evidence end as evidence
    from asked
)
update jira.suspect s set verdict = j.verdict, evidence = j.evidence, found_key = j.key, judged_at = :#${variable.readAt.toString}::timestamptz
from judged j
where s.connector_id = :#${variable.connectorId}::text and s.job_id = :#${variable.jobId}::text and s.jira_id = j."jiraId"

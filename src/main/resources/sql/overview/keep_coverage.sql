-- coverage-prove: keeps what Jira counted, and what the copy had at that moment.
insert into jira.coverage as v (connector_id, project_id, jira_count, copy_count, proven_at)
select :#${variable.connectorId}::text, g."projectId", g.count, (
    select count(*) from jira.item i
    where i.entity in ('project', 'story') and i.connector_id = :#${variable.connectorId}::text and i.project_id = g."projectId"), now()
from jsonb_to_recordset(:#${body.toString}::jsonb) as g("projectId" bigint, count bigint)
on conflict (connector_id, project_id) do update
set jira_count = excluded.jira_count, copy_count = excluded.copy_count, proven_at = excluded.proven_at

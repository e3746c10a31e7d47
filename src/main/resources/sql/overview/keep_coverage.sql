-- coverage-prove: keeps what Jira counted, and what the copy had at that moment.
with copied as materialized (
    select i.project_id, count(*) as items from jira.item i
    where i.entity in ('project', 'story') and i.connector_id = :#${variable.connectorId}::text group by 1
)
insert into jira.coverage as v (connector_id, project_id, jira_count, copy_count, proven_at)
select :#${variable.connectorId}::text, g."projectId", g.count, coalesce(c.items, 0), now()
from jsonb_to_recordset(:#${body.toString}::jsonb) as g("projectId" bigint, count bigint) left join copied c on c.project_id = g."projectId"
on conflict (connector_id, project_id) do update
set jira_count = excluded.jira_count, copy_count = excluded.copy_count, proven_at = excluded.proven_at

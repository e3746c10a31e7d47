-- job-cost: adds to jobs the requests that were counted in memory, by stage. Rows are locked in one order, so that no two instances wait
-- for each other.
with told as (
    select g."connectorId", g."jobId", g.stage, g.count
    from jsonb_to_recordset(:#${body}::jsonb) as g("connectorId" text, "jobId" text, stage text, count int)
), locked as (
    select j.connector_id, j.id from jira.job j
    where (j.connector_id, j.id) in (select "connectorId", "jobId" from told)
    order by j.connector_id, j.id for no key update
)
update jira.job j
set requests = j.requests || (
    select jsonb_object_agg(t.stage, coalesce((j.requests ->> t.stage)::int, 0) + t.count) from told t
    where t."connectorId" = j.connector_id and t."jobId" = j.id)
from locked l where j.connector_id = l.connector_id and j.id = l.id

-- job-cost: adds the requests that were counted in memory to the metrics, and those of jobs to their jobs, by stage. Rows are locked in
-- one order, so that no two instances wait for each other.
with calls as (
    select g."connectorId", g."jobId", g.stage, g.status, g.count
    from jsonb_to_recordset(:#${body}::jsonb) as g("connectorId" text, "jobId" text, stage text, status text, count int)
), staged as (
    select "connectorId", "jobId", stage, sum(count) as count from calls where "jobId" <> '' group by 1, 2, 3
), locked as (
    select j.connector_id, j.id from jira.job j
    where (j.connector_id, j.id) in (select "connectorId", "jobId" from staged)
    order by j.connector_id, j.id for no key update
), charged as (
    update jira.job j
    set requests = j.requests || (
        select jsonb_object_agg(t.stage, coalesce((j.requests ->> t.stage)::int, 0) + t.count) from staged t
        where t."connectorId" = j.connector_id and t."jobId" = j.id)
    from locked l where j.connector_id = l.connector_id and j.id = l.id
), there as materialized (
    -- not a connector that is being removed
    select c.id from jira.connector c where c.id in (select "connectorId" from calls) order by c.id for key share skip locked
), classes as (
    select c.id, 'call.' || t.status as name, sum(t.count) as count from calls t join there c on c.id = t."connectorId" group by 1, 2
)
select jira.add_metrics(o.id, now(), o.names, o.counts) as added
from (select id, array_agg(name) as names, array_agg(count) as counts from classes group by id order by id) o

-- metrics-sample: notes what waits in each inbox, and what is left of Jira's limits; of no connector that is being removed.
with there as materialized (
    select c.id from jira.connector c where c.deleted_at is null order by c.id for key share skip locked
)
select jira.add_metrics(o.connector_id, now(), o.names, o.amounts) as added from (
    select s.connector_id, array_agg(s.name) as names, array_agg(s.value) as amounts from (
        select c.id as connector_id, 'inbox' as name, (select count(*) from jira.delivery d where d.connector_id = c.id and d.outcome is null) as value
        from there c
        union all
        select r.connector_id, 'limit.' || r.kind, case when r.resets_at <= now() then coalesce(r.allowed, r.remaining) else r.remaining end
        from jira.rate_limit r join there c on c.id = r.connector_id
        where r.kind in ('burst', 'quota') and r.remaining is not null
    ) s
    group by s.connector_id order by s.connector_id) o

-- delivery-completeness: which share of the changes of the last days webhooks brought and reconciles did not have to, and how long what they
-- brought took from its arrival to the copy, in milliseconds, by event and, of issues, by project. What no webhook can tell of counts for
-- neither.
with brought as materialized (
    select d.event, d.project_id, extract(epoch from d.finished_at - d.received_at) * 1000 as latency from jira.delivery d
    where d.connector_id = :#${variable.connectorId}::text and d.outcome = 'applied' and d.event is distinct from 'reread'
      and d.received_at > now() - make_interval(days => :#${body}::int)
), jobs as materialized (
    select j.missed + j.stale + j.deleted - j.unreported as drift, j.found from jira.job j
    where j.connector_id = :#${variable.connectorId}::text and j.kind = 'reconcile' and j.status = 'COMPLETED'
      and j.finished_at > now() - make_interval(days => :#${body}::int)
), found as materialized (
    select nullif(split_part(f.key, '/', 1), '')::bigint as project_id, split_part(f.key, '/', 2) as event, sum(f.value::bigint)::bigint as number
    from jobs j, jsonb_each_text(j.found) f group by 1, 2
), events as (
    select event, coalesce(b.applied, 0) as applied, coalesce(f.number, 0) as found, b.median
    from (select event, count(*) as applied, percentile_cont(0.5) within group (order by latency)::bigint as median from brought group by event) b
    full join (select event, sum(number)::bigint as number from found group by event) f using (event)
), projects as (
    select project_id, coalesce(b.applied, 0) as applied, coalesce(f.number, 0) as found, b.median
    from (select project_id, count(*) as applied, percentile_cont(0.5) within group (order by latency)::bigint as median from brought group by project_id) b
    full join (select project_id, sum(number)::bigint as number from found group by project_id) f using (project_id)
    where project_id is not null
), named as (
    select (p ->> 'id')::bigint as id, p ->> 'key' as key from jira.site s, jsonb_array_elements(s.projects) p
    where s.connector_id = :#${variable.connectorId}::text and jsonb_exists(p, 'key')
)
select json_build_object('days', :#${body}::int, 'applied', t.applied, 'foundByReconciles', f.drift,
    'share', round(1.0 * t.applied / nullif(t.applied + f.drift, 0), 4), 'medianLatencyMs', t.median,
    'events', (select coalesce(json_agg(json_build_object('event', event, 'applied', applied, 'foundByReconciles', found,
        'share', round(1.0 * applied / nullif(applied + found, 0), 4), 'medianLatencyMs', median) order by applied desc, event), '[]') from events),
    'projects', (select coalesce(json_agg(json_build_object('projectKey', n.key, 'applied', p.applied, 'foundByReconciles', p.found,
        'share', round(1.0 * p.applied / nullif(p.applied + p.found, 0), 4), 'medianLatencyMs', p.median) order by p.applied desc, n.key), '[]')
        from projects p left join named n on n.id = p.project_id))::text
from (select coalesce(sum(drift), 0) as drift from jobs) f,
    (select count(*) as applied, percentile_cont(0.5) within group (order by latency)::bigint as median from brought) t

-- completeness-get: which share of the changes of the last days webhooks brought and reconciles did not have to, and how long what they
-- brought took from its arrival to the copy, in milliseconds. What no webhook can tell of (untold) counts for neither.
with brought as materialized (
    select d.event, d.issue_id, extract(epoch from d.finished_at - d.received_at) * 1000 as latency
    from jira.delivery d
    where d.connector_id = :#${variable.connectorId}::text and d.outcome = 'applied' and d.event is distinct from 'reread'
      and d.received_at > now() - make_interval(days => :#${variable.days}::int)
), found as (
    select coalesce(sum(j.missed + j.stale + j.deleted - j.untold), 0) as drift from jira.job j
    where j.connector_id = :#${variable.connectorId}::text and j.kind = 'reconcile' and j.status = 'COMPLETED'
      and j.finished_at > now() - make_interval(days => :#${variable.days}::int)
), events as (
    select event, count(*) as applied, percentile_cont(0.5) within group (order by latency)::bigint as median from brought group by event
), projects as (
    select i.project_id, count(*) as applied, percentile_cont(0.5) within group (order by b.latency)::bigint as median
    from brought b join jira.item i on i.connector_id = :#${variable.connectorId}::text and i.jira_id = b.issue_id group by i.project_id
), named as (
    select (p ->> 'id')::bigint as id, p ->> 'key' as key from jira.site s, jsonb_array_elements(s.projects) p
    where s.connector_id = :#${variable.connectorId}::text and jsonb_exists(p, 'key')
)
select json_build_object('days', :#${variable.days}::int, 'applied', t.applied, 'foundByReconciles', f.drift,
    'share', round(1.0 * t.applied / nullif(t.applied + f.drift, 0), 4), 'medianLatencyMs', t.median,
    'events', (select coalesce(json_agg(json_build_object('event', event, 'applied', applied, 'medianLatencyMs', median)
        order by applied desc, event), '[]') from events),
    'projects', (select coalesce(json_agg(json_build_object('projectKey', n.key, 'applied', p.applied, 'medianLatencyMs', p.median)
        order by p.applied desc, n.key), '[]') from projects p left join named n on n.id = p.project_id))::text
from found f, (select count(*) as applied, percentile_cont(0.5) within group (order by latency)::bigint as median from brought) t

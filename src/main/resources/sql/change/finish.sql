-- change-batch: what was taken leaves the outbox; what was refused waits longer each time and after the last try becomes a dead letter.
-- Where many changes (or one, and nobody was there) were refused since the sink last took any, the sink is away: until it takes one, no
-- try counts, and the connector waits longer each time. Answers whether that began, goes on or ended.
with ours as materialized (
    select from jira.lease l join jira.connector c on c.id = :#${variable.connectorId}::text
    where l.name = :#${variable.lease.name}::text and l.fence = :#${variable.lease.fence}::bigint for update of l for key share of c
), before as materialized (
    select :#${variable.connectorId}::text as connector_id, coalesce(s.failures, 0) as failures, coalesce(s.taken_at, '-infinity') as taken_at
    from ours left join jira.sink s on s.connector_id = :#${variable.connectorId}::text
), outcome as materialized (
    select o.id, o.reason from jsonb_to_recordset(:#${variable.changeBatch.outcomes}::jsonb) as o(id bigint, reason text)
), taken as (
    delete from jira.entity_change e using outcome o where e.id = o.id and o.reason is null
    returning e.connector_id, e.entity || '/' || coalesce(e.jira_id::text, e.account_id) as letter
), overtaken as (
    -- the sink knows the entity as it is: what it refused of it before must not be sent again
    delete from jira.dead_letter d using taken t
    where d.connector_id = t.connector_id and d.entity = 'change' and d.jira_id = t.letter
), refused as materialized (
    select e.id, e.tries, o.reason from before b join jira.entity_change e on e.connector_id = b.connector_id join outcome o on o.id = e.id
    where o.reason is not null
), judged as materialized (
    select not :#${variable.changeBatch.taken}::boolean and exists (select from refused)
        and (b.failures > 0 or n.first + n.earlier >= case when :#${variable.changeBatch.unreachable}::boolean then 1 else 10 end) as away
    from before b, lateral (
        select (select count(*) from refused where tries = 0) as first,
            (select count(*) from (select from jira.entity_change e
             where e.connector_id = b.connector_id and e.tries > 0 and e.refused_at > b.taken_at limit 10) w) as earlier) n
), paused as (
    insert into jira.sink as s (connector_id, failures, taken_at, retry_at)
    select b.connector_id, case when j.away then b.failures + 1 when :#${variable.changeBatch.taken}::boolean then 0 else b.failures end,
        case when :#${variable.changeBatch.taken}::boolean then now() else b.taken_at end,
        case when j.away then now() + make_interval(secs => least(power(2, least(b.failures, 20)), :#${properties:connector.changes.outage-seconds}::int)) else '-infinity' end
    from before b, judged j on conflict (connector_id) do update set failures = excluded.failures, taken_at = excluded.taken_at, retry_at = excluded.retry_at
    returning s.failures, s.retry_at
), waiting as (
    -- behind the next look at a sink that is away, so that this tries other changes
    update jira.entity_change e
    set tries = case when j.away then greatest(e.tries, 1) else e.tries + 1 end, refused_at = coalesce(e.refused_at, now()),
        due_at = case when j.away then p.retry_at + (p.retry_at - now())
            else now() + make_interval(secs => :#${properties:connector.changes.retry-seconds}::float8 * power(4, e.tries)) end
    from refused r, paused p, judged j where e.id = r.id and (j.away or r.tries + 1 < :#${properties:connector.changes.max-attempts}::int)
), dead as (
    delete from jira.entity_change e using refused r, judged j
    where e.id = r.id and not j.away and r.tries + 1 >= :#${properties:connector.changes.max-attempts}::int
    returning e.connector_id, e.entity, e.jira_id, coalesce(e.jira_id::text, e.account_id) as entity_id, e.action, e.tries + 1 as tries, r.reason
), letters as (
    insert into jira.dead_letter as d (connector_id, entity, jira_id, jira_key, reason, tries, action)
    select x.connector_id, 'change', x.entity || '/' || x.entity_id, i.jira_key, x.reason, x.tries, x.action
    from dead x left join jira.item i on i.connector_id = x.connector_id and i.jira_id = x.jira_id and x.entity in ('project', 'story')
    on conflict (connector_id, entity, jira_id) do update
    set jira_key = coalesce(excluded.jira_key, d.jira_key), reason = excluded.reason, tries = d.tries + excluded.tries, last_at = now(),
        -- to whoever never took the creation, a change is one
        action = case when d.action in ('created', 'snapshot') and excluded.action = 'updated' then d.action else excluded.action end
), noted as (
    insert into jira.log_entry (connector_id, level, code, message)
    select connector_id, 'ERROR', 'CHANGE_REFUSED', 'Change of ' || entity || ' ' || entity_id || ': ' || reason from dead
)
select case when j.away and b.failures = 0 then 'began' when j.away then 'away' when b.failures > 0 and p.failures = 0 then 'ended' else '' end
from before b, judged j, paused p

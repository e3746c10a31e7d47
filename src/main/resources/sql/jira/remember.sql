-- jira-exchange-remember: remembers what the last answer says of the connection and of Jira's limits; at most one write a second of each unless
-- something changed, and most calls write nothing, lock nothing and wait for nobody (what is not to be written is left out before the
-- upsert, which would lock the row). Several instances may write, in one order of the kinds: within one window of a limit what is left
-- only falls, and an answer about a window that is over, or ends sooner than the one that is known, does not hide it. Two ends within two
-- seconds are of one window: Jira tells whole seconds to go, and clocks differ.
with answer as (
    select c.id, g.ok, g.status, g.code, g.message, g.ahead
    from jira.connector c, (
        select :#${variable.answer.shownStatus}::int as status, :#${variable.answer.problem}::text is null as ok,
            case when :#${variable.answer.problem}::text is not null then :#${variable.answer.problemCode}::text end as code,
            :#${variable.answer.problem}::text as message, :#${variable.answer.aheadMillis}::bigint as ahead) g
    where c.id = :#${variable.connectorId}::text
), seen as (
    insert into jira.connection_health as h (connector_id, last_success_at, last_error_at, http_status, error_code, message, clock_ahead_ms)
    select t.id, case when t.ok then now() end, case when not t.ok then now() end, t.status, t.code, t.message, t.ahead
    from answer t
    where not exists (
        select from jira.connection_health k
        where k.connector_id = t.id and k.http_status is not distinct from t.status and k.message is not distinct from t.message
          and greatest(k.last_success_at, k.last_error_at) >= now() - interval '1 second')
    on conflict (connector_id) do update
    set last_success_at = coalesce(excluded.last_success_at, h.last_success_at),
        last_error_at = coalesce(excluded.last_error_at, h.last_error_at),
        http_status = excluded.http_status,
        error_code = excluded.error_code, message = excluded.message, clock_ahead_ms = coalesce(excluded.clock_ahead_ms, h.clock_ahead_ms)
)
insert into jira.rate_limit as r (connector_id, kind, reason, allowed, remaining, resets_at, seen_at, last_429_at, retry_after_sec, events_429)
select t.id, l.kind, l.reason, l.allowed, l.remaining,
    case when l."resetsAt" is not null then least(l."resetsAt", now() + interval '2 hours') end, now(),
    case when l.hit then now() end, case when l.hit then :#${variable.answer.askedSeconds}::int end, l.hit::int
from answer t, jsonb_to_recordset(:#${variable.answer.limits}::jsonb)
    as l(kind text, reason text, allowed int, remaining int, "resetsAt" timestamptz, hit boolean)
where l.hit or not exists (
    select from jira.rate_limit k
    where k.connector_id = t.id and k.kind = l.kind and (k.seen_at >= now() - interval '1 second'
        or k.resets_at > now() and coalesce(l."resetsAt" < k.resets_at - interval '2 seconds', true)))
order by l.kind
on conflict (connector_id, kind) do update
set reason = coalesce(excluded.reason, r.reason), allowed = coalesce(excluded.allowed, r.allowed),
    remaining = case when r.resets_at > now() and excluded.resets_at between r.resets_at - interval '2 seconds' and r.resets_at + interval '2 seconds'
        then least(excluded.remaining, r.remaining) else excluded.remaining end,
    -- the first estimate stays, or ends that creep on would make one window of all
    resets_at = case when r.resets_at > now() and excluded.resets_at between r.resets_at - interval '2 seconds' and r.resets_at + interval '2 seconds'
        then r.resets_at else excluded.resets_at end,
    seen_at = excluded.seen_at,
    last_429_at = coalesce(excluded.last_429_at, r.last_429_at), retry_after_sec = coalesce(excluded.retry_after_sec, r.retry_after_sec),
    events_429 = r.events_429 + excluded.events_429
where excluded.events_429 > 0 or r.resets_at is null or r.resets_at <= now() or excluded.resets_at >= r.resets_at - interval '2 seconds'

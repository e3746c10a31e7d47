-- jira-exchange-slot: the next moment at which a call may go, as milliseconds until then by the database's clock: the connector's next slot, in one
-- queue for all instances, and not before the end of the pause that Jira asked for. Slots are even, so that Jira sees no second with more
-- than the limit, nor all callers in the moment in which a pause ends. A pause longer than the caller may wait takes no slot. A slot that
-- lies too far ahead was given by a clock that has been put back since.
with paused as (
    select c.id, h.paused_until, h.retry_after_sec, h.http_status,
        coalesce(greatest(0, ceil(extract(epoch from h.paused_until - now()) * 1000)), 0)::bigint as millis
    from jira.connector c left join jira.connection_health h on h.connector_id = c.id
    where c.id = :#${variable.connectorId}::text
), slot as (
    insert into jira.call_slot as s (connector_id, taken_at)
    select id, greatest(clock_timestamp(), paused_until) from paused where millis <= :#${body}::bigint
    on conflict (connector_id) do update
    set taken_at = case when s.taken_at > clock_timestamp() + interval '5 minutes' then excluded.taken_at
        else greatest(excluded.taken_at, s.taken_at + make_interval(secs => 1.0 / :#${properties:connector.jira.requests-per-second}::int)) end
    returning taken_at
)
select p.id, p.millis as pause_millis, p.retry_after_sec as asked_seconds, p.http_status as last_status,
    coalesce(greatest(0, ceil(extract(epoch from s.taken_at - clock_timestamp()) * 1000)), 0)::bigint as wait_millis
from paused p left join slot s on true

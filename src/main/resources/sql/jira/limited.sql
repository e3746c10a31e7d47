-- jira-exchange-remember: Jira said 429, or 503 with a wait; every instance waits as long as it asked, and the running job counts each 429.
-- optional: job
with answered as (
    select :#${variable.answer.limited}::boolean as limited, :#${variable.answer.pauseSeconds}::int as pause,
        :#${variable.answer.askedSeconds}::int as asked
), remembered as (
    insert into jira.connection_health as h (connector_id, last_429_at, retry_after_sec, events_429, paused_until)
    select c.id, case when a.limited then now() end, a.asked, a.limited::int, now() + make_interval(secs => a.pause)
    from jira.connector c, answered a where c.id = :#${variable.connectorId}::text
    on conflict (connector_id) do update
    set last_429_at = coalesce(excluded.last_429_at, h.last_429_at),
        -- what was asked for belongs to the wait that holds
        retry_after_sec = case when h.paused_until > greatest(now(), excluded.paused_until) then h.retry_after_sec else excluded.retry_after_sec end,
        events_429 = h.events_429 + excluded.events_429, paused_until = greatest(h.paused_until, excluded.paused_until)
)
update jira.job j
set rate_limit_events = j.rate_limit_events + a.limited::int, last_429_at = case when a.limited then now() else j.last_429_at end,
    retry_after_sec = a.asked
from answered a
where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text

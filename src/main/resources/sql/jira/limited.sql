-- jira-exchange: Jira said 429 or 503 with a wait; every instance waits until then, and the job at work counts the event.
with remembered as (
    insert into jira.connection_health as h (connector_id, last_429_at, retry_after_sec, events_429, paused_until, rate_limit_reason)
    select id, now(), :#${variable.answer.pauseSeconds}::int, 1, now() + make_interval(secs => :#${variable.answer.pauseSeconds}::int),
        :#${variable.answer.limitReason}::text
    from jira.connector where id = :#${variable.connectorId}::text
    on conflict (connector_id) do update
    set last_429_at = now(), retry_after_sec = excluded.retry_after_sec, events_429 = h.events_429 + 1,
        paused_until = greatest(h.paused_until, excluded.paused_until), rate_limit_reason = excluded.rate_limit_reason
)
update jira.job set rate_limit_events = rate_limit_events + 1, last_429_at = now(), retry_after_sec = :#${variable.answer.pauseSeconds}::int
where connector_id = :#${variable.connectorId}::text and id = :#${variable.jobId}::text

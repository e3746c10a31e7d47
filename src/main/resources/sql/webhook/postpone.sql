-- drain-postponed: Jira or the database is away; nothing is lost, the deliveries wait, and with them the whole inbox: the next batch would
-- only fail again.
with postponed as (
    update jira.delivery d
    set run_after = now() + make_interval(secs => greatest(:#${variable.failure.waitSeconds}::int, 5)),
        reason = left(:#${variable.failure.message}::text, 500)
    where d.id in (select i::bigint from jsonb_array_elements_text(:#${body}::jsonb) i) and d.outcome is null
)
-- leased to nobody until then
update jira.lease
set owner = '', fence = default, until = now() + make_interval(secs => greatest(:#${variable.failure.waitSeconds}::int, 5))
where name = :#${variable.lease.name}::text and fence = :#${variable.lease.fence}::bigint

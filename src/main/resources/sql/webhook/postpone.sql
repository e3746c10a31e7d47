-- drain-postponed: Jira or the database is away; nothing is lost, the deliveries wait.
update jira.delivery d
set run_after = now() + make_interval(secs => greatest(:#${variable.failure.waitSeconds}::int, 5)),
    reason = left(:#${variable.failure.message}::text, 500)
where d.id in (select i::bigint from jsonb_array_elements_text(:#${variable.claimedIds}::jsonb) i) and d.outcome is null

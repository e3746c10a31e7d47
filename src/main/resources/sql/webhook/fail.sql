-- drain-failed: applying failed on our side; tried again one by one, and after the last try set aside as dead.
with failed as (
    update jira.delivery d
    set attempts = d.attempts + 1, run_after = now() + make_interval(secs => 5 * power(4, d.attempts)::int),
        reason = left(:#${variable.failure.message}::text, 500),
        outcome = case when d.attempts + 1 >= :#${properties:connector.inbox.max-attempts}::int then 'dead' end,
        body = case when d.attempts + 1 >= :#${properties:connector.inbox.max-attempts}::int then null else d.body end,
        finished_at = case when d.attempts + 1 >= :#${properties:connector.inbox.max-attempts}::int then now() end
    where d.id in (select i::bigint from jsonb_array_elements_text(:#${variable.claimedIds}::jsonb) i) and d.outcome is null
    returning d.id, d.connector_id, d.outcome, d.reason
), dead as (
    insert into jira.dead_letter (connector_id, entity, jira_id, reason, delivery_id)
    select connector_id, 'delivery', id::text, reason, id from failed where outcome = 'dead'
    on conflict do nothing
)
insert into jira.log_entry (connector_id, level, code, message)
select connector_id, 'ERROR', 'DELIVERY_FAILED', 'Delivery ' || id || ': ' || reason from failed where outcome = 'dead'

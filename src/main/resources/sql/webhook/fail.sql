-- drain-failed, drain-apply-read: applying failed on our side, or Jira does not give the issue; tried again one by one, and after the last try
-- set aside as dead. The body goes then, so what it named gets a dead letter each (ids only), from which a replay can fetch it afresh; one
-- that named nothing gets its own.
with failed as (
    update jira.delivery d
    set attempts = d.attempts + 1, run_after = now() + make_interval(secs => :#${properties:connector.inbox.retry-seconds}::int * power(4, d.attempts)::int),
        reason = left(:#${variable.failure.message}::text, 500),
        outcome = case when d.attempts + 1 >= :#${properties:connector.inbox.max-attempts}::int then 'dead' end,
        body = case when d.attempts + 1 >= :#${properties:connector.inbox.max-attempts}::int then null else d.body end,
        finished_at = case when d.attempts + 1 >= :#${properties:connector.inbox.max-attempts}::int then now() end
    where d.id in (select i::bigint from jsonb_array_elements_text(:#${body.ids}::jsonb) i) and d.outcome is null
    returning d.id, d.connector_id, d.outcome, d.reason, d.event
), letters as (
    select distinct on (f.connector_id, coalesce(n.entity, 'delivery'), coalesce(n."jiraId", f.id::text))
        f.connector_id, coalesce(n.entity, 'delivery') as entity, coalesce(n."jiraId", f.id::text) as jira_id, n."jiraKey" as jira_key, f.reason, f.id
    from failed f
    left join jsonb_to_recordset(:#${body.things}::jsonb) as n("deliveryId" bigint, entity text, "jiraId" text, "jiraKey" text)
        on n."deliveryId" = f.id
    where f.outcome = 'dead'
    order by f.connector_id, coalesce(n.entity, 'delivery'), coalesce(n."jiraId", f.id::text), f.id desc
), dead as (
    insert into jira.dead_letter as d (connector_id, entity, jira_id, jira_key, reason, delivery_id)
    select connector_id, entity, jira_id, jira_key, reason, id from letters
    on conflict (connector_id, entity, jira_id) do update
    set jira_key = coalesce(excluded.jira_key, d.jira_key), reason = excluded.reason, delivery_id = excluded.delivery_id,
        tries = d.tries + 1, last_at = now()
), noted as (
    insert into jira.log_entry (connector_id, level, code, message)
    select connector_id, 'ERROR', 'DELIVERY_FAILED', 'Delivery ' || id || ': ' || reason from failed where outcome = 'dead'
)
select jira.add_metrics(connector_id, now(), '{delivery.dead}', array[count(*)]) as added
from failed where outcome = 'dead' and event is distinct from 'reread' group by connector_id

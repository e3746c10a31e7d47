-- drain-claim: takes the oldest deliveries of a connector, as many as fit into memory, while its inbox is still ours. After a
-- failure they come one by one, so that a poisoned one cannot hold up the others. Ordered by (+id), which only delivery_oldest can.
with ours as (
    update jira.lease set until = now() + make_interval(secs => :#${properties:connector.lease.seconds}::int)
    where name = :#${variable.lease.name}::text and fence = :#${variable.lease.fence}::bigint
    returning name
), oldest as (
    select d.* from jira.delivery d
    where exists (select from ours) and d.connector_id = :#${variable.connectorId}::text and d.outcome is null and d.run_after <= now()
    order by +d.id limit :#${properties:connector.inbox.drain-batch}::int
), measured as (
    select o.*, row_number() over (order by id) as nth, sum(octet_length(body)) over (order by id) as bytes,
        first_value(attempts) over (order by id) as first_attempts
    from oldest o
)
select id, connector_id, body, issue_id, attempts, traceparent,
    coalesce((select h.clock_ahead_ms from jira.connection_health h where h.connector_id = measured.connector_id), 0) as ahead_ms
from measured
where nth = 1 or (first_attempts < 1 and attempts < 1 and coalesce(bytes, 0) < :#${properties:connector.inbox.batch-bytes}::bigint)
order by id

-- drain-connector: takes the oldest deliveries of a connector, as many as fit into memory. After a failure they come one by one,
-- so that a poisoned one cannot hold up the others.
with oldest as (
    select id, attempts, octet_length(body) as bytes from jira.delivery
    where connector_id = :#${variable.connectorId}::text and outcome is null and run_after <= now()
      and (lease_until is null or lease_until < now())
    order by id limit :#${properties:connector.inbox.drain-batch}::int
), fitting as (
    select id from (
        select id, attempts, row_number() over (order by id) as nth, sum(bytes) over (order by id) as bytes,
            first_value(attempts) over (order by id) as first_attempts
        from oldest) o
    where nth = 1 or (first_attempts < 1 and attempts < 1 and coalesce(bytes, 0) < 16777216)
), claimed as (
    select d.id from jira.delivery d join fitting f on f.id = d.id
    where d.outcome is null and (d.lease_until is null or d.lease_until < now())
    order by d.id for update of d skip locked
)
update jira.delivery d set lease_until = now() + interval '2 minutes', owner = :#${variable.instance}::text
from claimed c where d.id = c.id
returning d.id, d.connector_id, d.body, d.issue_id, d.attempts

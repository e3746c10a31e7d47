-- drain-heartbeat: keeps the leases of the inboxes that this instance is really draining, however long one call to Jira takes.
update jira.inbox_lease l set lease_until = now() + make_interval(secs => :#${properties:connector.inbox.lease-seconds}::int)
from jsonb_to_recordset(:#${variable.draining}::jsonb) as g("connectorId" text, turn bigint)
where l.connector_id = g."connectorId" and l.turn = g.turn

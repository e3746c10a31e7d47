-- webhook-check-keep: nothing is left at Jira; the registration and its secret are forgotten. No row where another instance has the lease by now.
delete from jira.webhook w using jira.lease l
where w.connector_id = :#${variable.connectorId}::text and l.name = :#${variable.webhookLease.name}::text and l.fence = :#${variable.webhookLease.fence}::bigint
returning w.connector_id

-- webhook-write, webhook-remove, webhook-repair: the registration is over, well or not.
update jira.connector set registering_until = null where id = :#${variable.connectorId}::text

-- webhook-write, webhook-remove, webhook-repair: the registration is over, well or not. One that took longer than its lock frees nobody else's.
update jira.connector set registering_until = null, registering_by = null
where id = :#${variable.connectorId}::text and registering_by = :#${variable.lockOwner}::text

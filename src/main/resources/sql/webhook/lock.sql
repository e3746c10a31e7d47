-- webhook-lock: one registration of a connector at a time; a dead one is forgotten after two minutes.
update jira.connector set registering_until = now() + interval '2 minutes', registering_by = :#${variable.lockOwner}::text
where id = :#${variable.connectorId}::text and (registering_until is null or registering_until < now())
returning id

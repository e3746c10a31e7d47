-- drain-connector: the inbox is empty; whoever sees its next delivery first may take it.
update jira.inbox_lease set lease_until = now()
where connector_id = :#${variable.connectorId}::text and turn = :#${variable.turn}::bigint

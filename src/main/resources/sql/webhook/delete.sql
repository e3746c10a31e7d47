-- webhook-remove: forgets the registration and its secret.
delete from jira.webhook where connector_id = :#${variable.connectorId}::text

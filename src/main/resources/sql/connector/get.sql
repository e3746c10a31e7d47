-- connector-create, connector-get, connector-update: one connector as it is answered.
select jira.connector_json(c)::text from jira.connector c where c.id = :#${variable.connectorId}::text and c.deleted_at is null

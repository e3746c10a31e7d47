-- oauth-again: Jira refused an access token before its time; it counts as expired, unless there is a newer one already.
update jira.oauth set access_expires_at = now()
where connector_id = :#${variable.connectorId}::text and generation = :#${variable.connector.generation}::int

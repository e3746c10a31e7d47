-- oauth-refresh: ends the lease of a refresh that came to nothing, so that the next try need not wait for it. While the old token
-- still works the lease runs out by itself, or every call until then would ask Atlassian again.
update jira.oauth set refresher = null, refresh_until = null
where connector_id = :#${variable.connectorId}::text and refresher = :#${variable.tokenLease.owner}::text and :#${variable.tokenNeed}::text = 'now'

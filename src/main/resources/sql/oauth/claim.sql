-- oauth-try: the refresh token, now that nobody else refreshes; no row when somebody did since this call looked, or Atlassian
-- refuses. When a holder of the lease died with Atlassian's answer unsaved, the next one sends the same refresh token again, which
-- Atlassian accepts for ten minutes after its first use.
select connector_id, refresh_token from jira.oauth
where connector_id = :#${variable.connectorId}::text and generation = :#${variable.connector.generation}::int
  and refresh_token is not null and problem is null

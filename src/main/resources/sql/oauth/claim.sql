-- oauth-turn: makes one thread of one instance the refresher; no row when another one is, or was since this call looked.
-- The lease is longer than a token request can take. When its holder dies with Atlassian's answer in hand, the next one sends the
-- same refresh token again, which Atlassian accepts for ten minutes after its first use.
update jira.oauth
set refresher = :#${variable.tokenLease.owner}::text, refresh_until = now() + make_interval(secs => :#${properties:connector.oauth.lease-seconds}::int)
where connector_id = :#${variable.connectorId}::text and generation = :#${variable.tokenLease.generation}::int
  and refresh_token is not null and problem is null and (refresh_until is null or refresh_until < now())
returning connector_id, refresh_token

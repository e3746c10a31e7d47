-- oauth-renew: stores the new pair in one step, before anybody uses it; a refresh that was overtaken stores nothing.
update jira.oauth
set access_token = decode(:#${variable.grant.access}::text, 'base64'),
    refresh_token = coalesce(decode(nullif(:#${variable.grant.renewal}::text, ''), 'base64'), refresh_token),
    access_expires_at = now() + make_interval(secs => :#${variable.grant.seconds}::int), refreshed_at = now(),
    generation = generation + 1, problem = null
where connector_id = :#${variable.connectorId}::text and generation = :#${variable.connector.generation}::int
  and exists (select from jira.lease l where l.name = :#${variable.tokenLease.name}::text and l.fence = :#${variable.tokenLease.fence}::bigint)

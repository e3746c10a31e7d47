-- oauth-start: remembers the hash of a new state; an authorization that was begun before is void from here on.
update jira.oauth
set state_hash = decode(:#${body.hash}::text, 'base64'), state_expires_at = now() + make_interval(secs => :#${body.seconds}::int)
where connector_id = :#${variable.connectorId}::text
returning jira.wire(state_expires_at)

-- oauth-callback: stores what an admin granted, unless the connector was given to another app meanwhile; its webhook is looked at next.
with granted as (
    update jira.oauth o
    set cloud_id = :#${variable.site.cloudId}::text,
        access_token = decode(:#${variable.grant.access}::text, 'base64'), refresh_token = decode(:#${variable.grant.renewal}::text, 'base64'),
        access_expires_at = now() + make_interval(secs => :#${variable.grant.seconds}::int), refreshed_at = now(), authorized_at = now(),
        generation = o.generation + 1, problem = null
    from jira.connector c
    where o.connector_id = :#${variable.connectorId}::text and c.id = o.connector_id
      and c.auth_public ->> 'clientId' = :#${variable.authorization[client_id]}::text
    returning o.connector_id
), watched as (
    update jira.webhook set check_at = now() where connector_id in (select connector_id from granted)
)
select connector_id from granted

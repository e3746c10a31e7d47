-- oauth-callback: takes the authorization that a state belongs to; a state is taken once, whatever becomes of it.
update jira.oauth o set state_hash = null, state_expires_at = null
from jira.connector c
where o.state_hash = decode(:#${body.hash}::text, 'base64') and o.state_expires_at > now()
  and c.id = o.connector_id and c.deleted_at is null
returning c.id, c.base_url, c.credentials, c.auth_public ->> 'clientId' as client_id, o.cloud_id

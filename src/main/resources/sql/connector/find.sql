-- connector-find, jira-access, oauth-again, oauth-turn: one connector with what a call to Jira needs.
select c.id, c.base_url, c.name, c.time_zone, c.auth_type, c.credentials, c.auth_public ->> 'clientId' as client_id, c.scope is not null as scoped, s.account ->> 'timeZone' as account_zone,
       coalesce(greatest(0, ceil(extract(epoch from h.paused_until - now()) * 1000)), 0)::bigint as paused_ms,
       h.http_status as last_status,
       o.cloud_id, o.access_token, o.refresh_token is not null as authorized, o.problem, coalesce(o.generation, 0) as generation,
       coalesce(extract(epoch from o.access_expires_at - now()), 0)::bigint as seconds_left,
       coalesce(extract(epoch from now() - o.refreshed_at), 0)::bigint as seconds_old
from jira.connector c left join jira.connection_health h on h.connector_id = c.id left join jira.oauth o on o.connector_id = c.id
    left join jira.site s on s.connector_id = c.id
where c.id = :#${variable.connectorId}::text and c.deleted_at is null

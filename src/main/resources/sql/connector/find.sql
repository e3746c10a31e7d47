-- connector-find, jira-exchange: one connector with what a call to Jira needs.
select c.id, c.base_url, c.name, c.time_zone, c.auth_type, c.credentials, c.scope is not null as scoped,
       coalesce(greatest(0, ceil(extract(epoch from h.paused_until - now()) * 1000)), 0)::bigint as paused_ms
from jira.connector c left join jira.connection_health h on h.connector_id = c.id
where c.id = :#${variable.connectorId}::text and c.deleted_at is null

-- The door of deliveries, before it lets a body in: whether the connector takes any. Parameter: the connector's id.
select s.webhooks_enabled
from jira.connector c join jira.settings s on s.connector_id = c.id
where c.id = ? and c.deleted_at is null

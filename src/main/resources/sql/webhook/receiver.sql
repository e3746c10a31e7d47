-- webhook-receive, webhook-validate, webhook-rotate: a connector's switch, mode and secrets.
select c.id, s.webhooks_enabled, w.mode, w.secret, w.next_secret, w.registration
from jira.connector c join jira.settings s on s.connector_id = c.id left join jira.webhook w on w.connector_id = c.id
where c.id = :#${variable.connectorId}::text and c.deleted_at is null

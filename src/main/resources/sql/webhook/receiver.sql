-- webhook-validate, webhook-receive: a connector's switch, credentials and webhook.
select c.id, c.auth_type, c.credentials, s.webhooks_enabled, w.wanted, w.mode, w.secret, w.next_secret
from jira.connector c join jira.settings s on s.connector_id = c.id left join jira.webhook w on w.connector_id = c.id
where c.id = :#${variable.connectorId}::text and c.deleted_at is null

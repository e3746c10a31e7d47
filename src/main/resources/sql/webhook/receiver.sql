-- webhook-check-request, webhook-compare, webhook-found, webhook-look, webhook-receive, webhook-remove, webhook-repair, webhook-validate: a connector's switch, credentials and registration.
select c.id, c.auth_type, c.credentials, s.webhooks_enabled, w.mode, w.secret, w.next_secret, w.registration, w.asked, w.echo, w.state, w.expires_at
from jira.connector c join jira.settings s on s.connector_id = c.id left join jira.webhook w on w.connector_id = c.id
where c.id = :#${variable.connectorId}::text and c.deleted_at is null

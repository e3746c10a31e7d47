-- webhook-check-begin: what is stored of a webhook, and what it depends on (context; null without a scope).
select c.id, c.auth_type, s.webhooks_enabled, w.wanted, w.mode, w.secret, w.next_secret, w.registration, w.asked, w.echo, w.state, w.expires_at,
    (select x.context::text from jira.sync_context(c.id) x) as context
from jira.connector c join jira.settings s on s.connector_id = c.id left join jira.webhook w on w.connector_id = c.id
where c.id = :#${variable.connectorId}::text and c.deleted_at is null

-- webhook-check-due: the webhooks that are to be checked now. Whoever moves a check forward owns it, with a jitter, so that many connectors
-- do not ask in one moment. One that somebody is writing just now is left until that is done.
with due as (
    select w.connector_id
    from jira.webhook w
    join jira.connector c on c.id = w.connector_id and c.deleted_at is null and c.scope is not null
    join jira.settings s on s.connector_id = c.id
    where w.check_at <= now() and (s.webhooks_enabled or w.wanted = 'none')
      and not exists (select from jira.lease l where l.name = 'webhook:' || w.connector_id and l.until > now())
    order by w.check_at limit 10
    for update of w skip locked
)
update jira.webhook w
set check_at = now() + make_interval(secs => :#${properties:connector.webhook.check-seconds}::int * (0.9 + 0.2 * random()))
from due where w.connector_id = due.connector_id
returning w.connector_id as id

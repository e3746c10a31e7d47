-- webhook-guard: the connectors whose webhook is to be looked at now, because it is time or because scope, mapping, credentials or the
-- site's projects changed. Whoever moves a check forward owns it, with a jitter, so that many connectors do not ask in one moment.
with due as (
    select w.connector_id, p.print
    from jira.webhook w
    join jira.connector c on c.id = w.connector_id and c.deleted_at is null and c.scope is not null
    join jira.settings s on s.connector_id = c.id and s.webhooks_enabled
    cross join lateral (select jira.webhook_print(c.id) as print) p
    where (w.check_at <= now() or (w.checked_at is not null and w.print is distinct from p.print))
      and exists (select from jira.mapping_version m where m.connector_id = c.id and m.active)
    order by w.check_at limit 10
    for update of w skip locked
)
update jira.webhook w
set print = due.print, check_at = now() + make_interval(secs => :#${properties:connector.webhook.guard-seconds}::int * (0.9 + 0.2 * random()))
from due where w.connector_id = due.connector_id
returning w.connector_id as id

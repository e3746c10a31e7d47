-- webhook-guard: the connectors whose webhook is to be looked at now, because it is time or because scope, mapping, credentials or the
-- site's projects changed. Whoever moves a check forward owns it, with a jitter, so that many connectors do not ask in one moment.
with due as (
    select w.connector_id
    from jira.webhook w
    join jira.connector c on c.id = w.connector_id and c.deleted_at is null and c.scope is not null
    join jira.settings s on s.connector_id = c.id and s.webhooks_enabled
    join jira.mapping_version m on m.connector_id = c.id and m.active
    left join jira.site t on t.connector_id = c.id
    where w.check_at <= now()
       -- a print reads whole scopes and sites, so it is made only where something was written since the last check; the ten minutes are
       -- longer than a check takes, and what was written during one is not overlooked
       or case when greatest(c.updated_at, t.refreshed_at) > w.checked_at - interval '10 minutes'
                or (w.checked_at is not null and split_part(w.print, ':', 1) is distinct from m.id)
            then w.print is distinct from m.id || ':' || jira.webhook_print(c.id) else false end
    order by w.check_at limit 10
    for update of w skip locked
)
update jira.webhook w
set print = m.id || ':' || jira.webhook_print(w.connector_id),
    check_at = now() + make_interval(secs => :#${properties:connector.webhook.guard-seconds}::int * (0.9 + 0.2 * random()))
from due join jira.mapping_version m on m.connector_id = due.connector_id and m.active
where w.connector_id = due.connector_id
returning w.connector_id as id

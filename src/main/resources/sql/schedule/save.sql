-- settings-save: stores checked settings and when the schedules fire next. Where webhooks are on again, what they told meanwhile was
-- refused: a reconcile is queued.
with given as (
    select * from jsonb_to_record(:#${body}::jsonb) as g("reconcileWeekdayCron" text, "reconcileWeekendCron" text, "webhooksEnabled" boolean,
        "timeZone" text, "reconcileWindowDays" int, "reconcileEntities" jsonb, "logRetentionDays" int, "deletionGuardPercent" int, "indexWaitSeconds" int,
        "weekdayNext" timestamptz, "weekendNext" timestamptz, warnings jsonb)
), zoned as (
    update jira.connector c set time_zone = g."timeZone" from given g where c.id = :#${variable.connectorId}::text
), resumed as (
    -- back to when the webhook was last seen to be right, as reconcile-lost does
    select c.id, g."reconcileEntities",
        greatest(g."reconcileWindowDays", coalesce((
            select floor(extract(epoch from now() - w.good_at) / 86400 + 0.5)::int + 1 from jira.webhook w
            where w.connector_id = c.id and w.good_at > now() - interval '365 days'), 3650)) as days,
        coalesce((select max(j.number) from jira.job j where j.connector_id = c.id and j.kind = 'reconcile'), 0) + 1 as number
    from given g, jira.settings s join jira.connector c on c.id = s.connector_id and c.scope is not null
    where s.connector_id = :#${variable.connectorId}::text and g."webhooksEnabled" and not s.webhooks_enabled
      and exists (select from jira.webhook w where w.connector_id = c.id)
      and exists (select from jira.mapping_version v where v.connector_id = c.id and v.active)
), queued as (
    insert into jira.job (connector_id, id, kind, number, request, trigger)
    select id, 'recon_' || lpad(number::text, greatest(3, length(number::text)), '0'), 'reconcile', number,
        jsonb_build_object('entities', "reconcileEntities", 'windowDays', days), 'webhook'
    from resumed
    on conflict do nothing
)
update jira.settings s
set weekday_cron = g."reconcileWeekdayCron", weekend_cron = g."reconcileWeekendCron", webhooks_enabled = g."webhooksEnabled",
    window_days = g."reconcileWindowDays", entities = g."reconcileEntities", log_retention_days = g."logRetentionDays",
    deletion_guard_pct = g."deletionGuardPercent", index_wait_seconds = g."indexWaitSeconds", weekday_next = g."weekdayNext", weekend_next = g."weekendNext", updated_at = now()
from given g where s.connector_id = :#${variable.connectorId}::text
returning json_build_object('saved', true, 'updatedAt', jira.wire(s.updated_at), 'warnings', g.warnings)::text

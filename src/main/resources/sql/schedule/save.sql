-- settings-save: stores checked settings and when the schedules fire next.
with given as (
    select * from jsonb_to_record(:#${body}::jsonb) as g("reconcileWeekdayCron" text, "reconcileWeekendCron" text, "webhooksEnabled" boolean,
        "timeZone" text, "reconcileWindowDays" int, "reconcileEntities" jsonb, "logRetentionDays" int, "deletionGuardPercent" int,
        "weekdayNext" timestamptz, "weekendNext" timestamptz, warnings jsonb)
), zoned as (
    update jira.connector c set time_zone = g."timeZone" from given g where c.id = :#${variable.connectorId}::text
)
update jira.settings s
set weekday_cron = g."reconcileWeekdayCron", weekend_cron = g."reconcileWeekendCron", webhooks_enabled = g."webhooksEnabled",
    window_days = g."reconcileWindowDays", entities = g."reconcileEntities", log_retention_days = g."logRetentionDays",
    deletion_guard_pct = g."deletionGuardPercent", weekday_next = g."weekdayNext", weekend_next = g."weekendNext", updated_at = now()
from given g where s.connector_id = :#${variable.connectorId}::text
returning json_build_object('saved', true, 'updatedAt', jira.wire(s.updated_at), 'warnings', g.warnings)::text

-- settings-get, settings-save, sync-reconcile: the settings as they are answered.
select json_build_object('reconcileWeekdayCron', s.weekday_cron, 'reconcileWeekendCron', s.weekend_cron, 'webhooksEnabled', s.webhooks_enabled,
    'timeZone', c.time_zone, 'reconcileWindowDays', s.window_days, 'reconcileEntities', s.entities, 'logRetentionDays', s.log_retention_days,
    'deletionGuardPercent', s.deletion_guard_pct, 'indexWaitSeconds', s.index_wait_seconds, 'updatedAt', jira.wire(s.updated_at))::text
from jira.settings s join jira.connector c on c.id = s.connector_id where c.id = :#${variable.connectorId}::text

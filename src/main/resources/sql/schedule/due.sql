-- schedule-tick: connectors with a schedule that is due, or not yet planned.
select json_build_object('connectorId', s.connector_id, 'timeZone', c.time_zone, 'reconcileWeekdayCron', s.weekday_cron,
    'reconcileWeekendCron', s.weekend_cron, 'weekdayNext', s.weekday_next, 'weekendNext', s.weekend_next)::text as schedule
from jira.settings s join jira.connector c on c.id = s.connector_id and c.deleted_at is null
where least(s.weekday_next, s.weekend_next) <= now()
   or (s.weekday_cron is not null and s.weekday_next is null) or (s.weekend_cron is not null and s.weekend_next is null)
limit 100

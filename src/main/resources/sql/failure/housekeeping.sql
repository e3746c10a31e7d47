-- housekeeping: keeps every table bounded; what admins may still ask for stays.
with logs as (
    -- a connector that was removed with its data kept has no settings any more
    delete from jira.log_entry l using jira.connector c left join jira.settings s on s.connector_id = c.id
    where c.id = l.connector_id and l.at < now() - make_interval(days => coalesce(s.log_retention_days, 30))
), letters as (
    -- a delivery that named nothing cannot be replayed: its dead letter is a note, kept like the log
    delete from jira.dead_letter d using jira.settings s
    where s.connector_id = d.connector_id and d.entity = 'delivery' and d.last_at < now() - make_interval(days => s.log_retention_days)
), deliveries as (
    delete from jira.delivery where outcome is not null and received_at < now() - interval '8 days'
), rejections as (
    delete from jira.rejection where minute < now() - interval '8 days'
), metrics as (
    delete from jira.metric
    where at < now() - case width when 60 then interval '2 hours' when 3600 then interval '2 days' else interval '8 days' end
), tombstones as (
    -- Jira delivers a webhook again for at most hours; after this long no late state can arrive
    delete from jira.tombstone where observed_at < now() - interval '90 days'
), leases as (
    -- of instances that died and connectors that are gone
    delete from jira.lease where until < now() - interval '1 day'
), parentless as (
    delete from jira.parentless where since < now() - interval '30 days'
), census as (
    -- of jobs that ended any other way than done
    delete from jira.census c using jira.job j
    where j.connector_id = c.connector_id and j.id = c.job_id and j.status not in ('QUEUED', 'RUNNING', 'NEEDS_CONFIRMATION')
), slices as (
    delete from jira.job_slice s using jira.job j
    where j.connector_id = s.connector_id and j.id = s.job_id and j.finished_at < now() - interval '1 day'
), to_check as (
    delete from jira.to_check s using jira.job j
    where j.connector_id = s.connector_id and j.id = s.job_id and j.finished_at < now() - interval '7 days'
)
-- the newest of each kind stays: the next one's number follows it, and a connector that had a backfill gets none by itself
delete from jira.job j
where j.finished_at < now() - interval '90 days'
  and exists (select from jira.job n where n.connector_id = j.connector_id and n.kind = j.kind and n.number > j.number)

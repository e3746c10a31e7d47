-- mapping-switched: a backfill at work began with the version before; it begins anew, because every row of its window shall have
-- the present one. The job's row is locked before its slices, as a page does.
with restarted as (
    -- another attempt: the page that is in hand is the last one of the old
    update jira.job
    set stage = 'prepare', attempt = attempt + 1, owner = null, lease_until = null, failures = 0
    where connector_id = :#${variable.connectorId}::text and kind = 'backfill' and status = 'RUNNING'
    returning connector_id, id
), slices as (
    delete from jira.job_slice s using restarted r where s.connector_id = r.connector_id and s.job_id = r.id
), census as (
    delete from jira.census c using restarted r where c.connector_id = r.connector_id and c.job_id = r.id
), suspects as (
    delete from jira.suspect s using restarted r where s.connector_id = r.connector_id and s.job_id = r.id
)
insert into jira.log_entry (connector_id, level, code, message, job_id)
select connector_id, 'INFO', 'JOB_RESTARTED', 'Another mapping version became active; the backfill begins anew with it.', id from restarted

-- mapping-switched: a backfill at work began with the version before; it begins anew, because every row of its window shall have
-- the present one. The slices go before the job's row is locked, in the order in which a page locks them.
with slices as (
    delete from jira.job_slice s using jira.job j
    where j.connector_id = :#${variable.connectorId}::text and j.kind = 'backfill' and j.status = 'RUNNING'
      and s.connector_id = j.connector_id and s.job_id = j.id
    returning 1
), restarted as (
    -- another attempt: the page that is in hand is the last one of the old
    update jira.job
    set stage = 'prepare', attempt = attempt + 1, owner = null, lease_until = null, failures = 0
    where connector_id = :#${variable.connectorId}::text and kind = 'backfill' and status = 'RUNNING'
      and (select count(*) from slices) >= 0
    returning connector_id, id
), census as (
    delete from jira.census c using restarted r where c.connector_id = r.connector_id and c.job_id = r.id
), suspects as (
    delete from jira.suspect s using restarted r where s.connector_id = r.connector_id and s.job_id = r.id
)
insert into jira.log_entry (connector_id, level, code, message, job_id)
select connector_id, 'INFO', 'JOB_RESTARTED', 'Another mapping version became active; the backfill begins anew with it.', id from restarted

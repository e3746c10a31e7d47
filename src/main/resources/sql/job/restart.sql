-- mapping-switched, scope-save: running jobs began with what is no longer so, and begin from the start: with another mapping, because every
-- row of their window shall have the present one; with another scope, because an equal request is answered with that very job. One
-- that is being cancelled ends. A job's row is locked before its slices, as a page does.
with restarted as (
    -- another attempt: what the old one still holds is not applied any more
    update jira.job
    set stage = 'prepare', attempt = attempt + 1, failures = 0, run_after = now(), context = '{}',
        -- whatever the old attempt saw, the new one judges
        started_at = null
    where connector_id = :#${variable.connectorId}::text and status = 'RUNNING' and not cancel_requested
      and (kind = 'backfill' or :#${body}::text = 'scope' and kind in ('reconcile', 'sprints', 'versions'))
    returning connector_id, id, lease
), free as (
    delete from jira.lease l using restarted r where l.fence = r.lease
), slices as (
    delete from jira.job_slice s using restarted r where s.connector_id = r.connector_id and s.job_id = r.id
), census as (
    delete from jira.census c using restarted r where c.connector_id = r.connector_id and c.job_id = r.id
), suspects as (
    delete from jira.suspect s using restarted r where s.connector_id = r.connector_id and s.job_id = r.id
)
insert into jira.log_entry (connector_id, level, code, message, job_id)
select connector_id, 'INFO', 'JOB_RESTARTED', case :#${body}::text when 'scope' then 'The scope was changed; the job begins from the start with it.'
    else 'Another mapping version became active; the backfill begins from the start with it.' end, id from restarted

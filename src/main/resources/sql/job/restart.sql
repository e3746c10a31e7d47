-- job-again, mapping-switched, scope-save: running jobs began with what is no longer so, and begin from the start: with another mapping, because
-- every row of their window shall have the present one; with another scope, because an equal request is answered with that very job; one whose
-- search Jira does not understand any more, because its plan names something as it is no longer called, or what is gone, but only once. One
-- that is being cancelled ends. A job's row is locked before its slices, as a page does.
-- optional: job
with restarted as (
    -- another attempt: what the old one still holds is not applied any more
    update jira.job
    set stage = 'prepare', attempt = attempt + 1, failures = 0, run_after = now(),
        context = case :#${body}::text when 'search' then '{"again": true}'::jsonb else '{}' end,
        -- whatever the old attempt saw, the new one judges
        started_at = null
    where connector_id = :#${variable.connectorId}::text and status = 'RUNNING' and not cancel_requested and case :#${body}::text
        when 'search' then id = :#${variable.job.id}::text and attempt = :#${variable.job.attempt}::int and not jsonb_exists(context, 'again')
        when 'scope' then kind in ('backfill', 'reconcile', 'sprints', 'versions')
        else kind = 'backfill' end
    returning connector_id, id, lease
), free as (
    delete from jira.lease l using restarted r where l.fence = r.lease
), slices as (
    delete from jira.job_slice s using restarted r where s.connector_id = r.connector_id and s.job_id = r.id
), census as (
    delete from jira.census c using restarted r where c.connector_id = r.connector_id and c.job_id = r.id
), to_check as (
    delete from jira.to_check s using restarted r where s.connector_id = r.connector_id and s.job_id = r.id
)
insert into jira.log_entry (connector_id, level, code, message, job_id)
select connector_id, 'INFO', 'JOB_RESTARTED', case :#${body}::text
    when 'search' then 'Jira does not understand a search any more, because something got another name or went; the job begins again.'
    when 'scope' then 'The scope was changed; the job begins from the start with it.'
    else 'Another mapping version became active; the backfill begins from the start with it.' end, id
from restarted
returning format('%s of %s: %s', job_id, connector_id, message)

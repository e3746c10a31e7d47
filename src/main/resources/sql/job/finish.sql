-- job-run: the job is done; what it needed on the way goes.
with finished as (
    update jira.job
    set status = 'COMPLETED', finished_at = now(), owner = null, lease_until = null, last_error = null
    where connector_id = :#${variable.connectorId}::text and id = :#${variable.jobId}::text and attempt = :#${variable.job.attempt}::int
      and status = 'RUNNING'
    returning connector_id, id, context, issues_fetched, upserts, missed, stale, deleted
), swept as (
    delete from jira.census c using finished f where c.connector_id = f.connector_id and c.job_id = f.id
), dealt_with as (
    update jira.site s set handled = f.context -> 'planned' from finished f
    where s.connector_id = f.connector_id and jsonb_exists(f.context, 'planned')
), told as (
    insert into jira.log_entry (connector_id, level, code, message, job_id)
    select connector_id, 'INFO', 'JOB_COMPLETED', format('%s issues fetched, %s written; %s were missed, %s stale, %s deleted.',
        issues_fetched, upserts, missed, stale, deleted), id from finished
)
select id from finished

-- job-failed: a failure that trying again does not repair; the message says who must do what.
with failed as (
    update jira.job set status = 'FAILED', finished_at = now(), last_error = :#${variable.failure.message}::text
    where connector_id = :#${variable.connectorId}::text and id = :#${variable.job.id}::text and attempt = :#${variable.job.attempt}::int
      and status = 'RUNNING'
    returning connector_id, id, last_error
), swept as (
    delete from jira.census c using failed f where c.connector_id = f.connector_id and c.job_id = f.id
)
insert into jira.log_entry (connector_id, level, code, message, job_id)
select connector_id, 'ERROR', 'JOB_FAILED', last_error, id from failed
returning format('%s of %s has failed: %s', job_id, connector_id, message)

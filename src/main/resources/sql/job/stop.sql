-- job-stopped: a cancelled job ends; one that is still ours goes on as soon as its lease is given back, wherever that is; one that
-- another instance took over is no longer ours to touch.
with stopped as (
    update jira.job set status = 'CANCELLED', finished_at = now()
    where connector_id = :#${variable.connectorId}::text and id = :#${variable.job.id}::text and attempt = :#${variable.job.attempt}::int
      and status = 'RUNNING' and cancel_requested
    returning connector_id, id
)
insert into jira.log_entry (connector_id, level, code, message, job_id)
select connector_id, 'INFO', 'JOB_CANCELLED', 'Cancelled by an admin; what was applied stays.', id from stopped
returning format('%s of %s is cancelled: %s', job_id, connector_id, message)

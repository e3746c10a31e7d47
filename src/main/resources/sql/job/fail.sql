-- job-failed: an attempt failed. Where the failure may pass (body), the job waits and goes on from its checkpoint, until it has failed too
-- often in a row; where trying again repairs nothing, it ends. A login that was refused has its own wait, however often Jira was away
-- before: one more look tells whether the credentials are wrong. Where they are good and something is refused all the same, the job waits
-- as for any other failure.
with failed as (
    update jira.job
    set failures = failures + 1, last_error = :#${variable.failure.message}::text,
        status = case when :#${body}::text = 'lasting' or failures + 1 >= :#${properties:connector.job.max-failures}::int then 'FAILED' else status end,
        finished_at = case when :#${body}::text = 'lasting' or failures + 1 >= :#${properties:connector.job.max-failures}::int then now() end,
        context = context || jsonb_build_object('doubtful', :#${variable.failure.doubtful}::boolean),
        run_after = now() + make_interval(secs => greatest(:#${variable.failure.waitSeconds}::int,
            case when :#${variable.failure.doubtful}::boolean and not :#${variable.job.doubtful}::boolean
                then :#${properties:connector.job.credential-retry-seconds}::int
                else least(:#${properties:connector.job.retry-seconds}::int * power(2, failures)::int, 900) end))
    where connector_id = :#${variable.connectorId}::text and id = :#${variable.job.id}::text and attempt = :#${variable.job.attempt}::int
      and status = 'RUNNING'
    returning connector_id, id, status, last_error, run_after, failures
)
insert into jira.log_entry (connector_id, level, code, message, job_id)
select connector_id, case status when 'FAILED' then 'ERROR' else 'WARN' end,
    case status when 'FAILED' then 'JOB_FAILED' else 'JOB_POSTPONED' end,
    last_error || case when status <> 'FAILED' then format(' The job waits until %s UTC and then goes on from its checkpoint.', jira.wire(run_after))
        when :#${body}::text = 'passing' then format(' The job failed so %s times in a row and ends.', failures) else '' end, id
from failed
returning format('%s of %s%s: %s', job_id, connector_id, case level when 'ERROR' then ' has failed' else '' end, message)

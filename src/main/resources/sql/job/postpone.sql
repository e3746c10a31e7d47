-- job-postponed: a passing failure; the job waits and goes on from its checkpoint, until it has failed too often in a row. A login that
-- was refused has its own wait: one more look tells whether the credentials are wrong.
with postponed as (
    update jira.job
    set failures = failures + 1, last_error = :#${variable.failure.message}::text, owner = null, lease_until = null,
        status = case when failures + 1 >= :#${properties:connector.job.max-failures}::int then 'FAILED' else status end,
        finished_at = case when failures + 1 >= :#${properties:connector.job.max-failures}::int then now() end,
        context = context || jsonb_build_object('doubtful', :#${variable.failure.doubtful}::boolean),
        run_after = now() + make_interval(secs => greatest(:#${variable.failure.waitSeconds}::int,
            least(case when :#${variable.failure.doubtful}::boolean then :#${properties:connector.job.second-look-seconds}::int
                else :#${properties:connector.job.retry-seconds}::int end * power(2, failures)::int, 900)))
    where connector_id = :#${variable.connectorId}::text and id = :#${variable.jobId}::text and attempt = :#${variable.job.attempt}::int
      and status = 'RUNNING'
    returning connector_id, id, status, last_error
)
insert into jira.log_entry (connector_id, level, code, message, job_id)
select connector_id, case status when 'FAILED' then 'ERROR' else 'WARN' end,
    case status when 'FAILED' then 'JOB_FAILED' else 'JOB_POSTPONED' end, last_error, id from postponed

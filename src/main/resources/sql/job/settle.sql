-- job-settle: lets the job wait, without keeping a thread, until Jira's index had time to show what happened before it began, because
-- it may answer for something that happened while it waited in the queue;
-- no row when that time is over.
update jira.job
set stage = :#${variable.nextStage}::text, checkpoint_at = now(),
    run_after = greatest(created_at, started_at) + make_interval(secs => :#${properties:connector.job.index-lag-seconds}::int)
where connector_id = :#${variable.connectorId}::text and id = :#${variable.jobId}::text and attempt = :#${variable.job.attempt}::int
  and status = 'RUNNING' and not cancel_requested
  and greatest(created_at, started_at) + make_interval(secs => :#${properties:connector.job.index-lag-seconds}::int) > now()
returning id

-- job-over: whether the attempt is still the job's; no row where the job went with its connector, or is another instance's by now.
select id from jira.job
where connector_id = :#${variable.connectorId}::text and id = :#${variable.jobId}::text and attempt = :#${variable.job.attempt}::int
  and status = 'RUNNING'

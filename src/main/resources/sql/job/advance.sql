-- job-run: goes to the next stage, if the job is still ours and nobody cancelled it; no row otherwise.
update jira.job
set stage = :#${variable.job.stage}::text, checkpoint_at = now(), failures = 0
where connector_id = :#${variable.connectorId}::text and id = :#${variable.job.id}::text
  and attempt = :#${variable.job.attempt}::int and status = 'RUNNING' and not cancel_requested
returning stage

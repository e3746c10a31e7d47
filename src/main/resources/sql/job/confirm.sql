-- job-confirm: an admin has seen how much would go and says yes; the job goes on with the deletions. No row unless it waits for that.
update jira.job
set status = 'QUEUED', confirmed_by = :#${variable.instance}::text, run_after = now(), stage = 'removals', context = context || '{"confirmed": true}'
where connector_id = :#${variable.connectorId}::text and id = :#${variable.wantedJob}::text and status = 'NEEDS_CONFIRMATION'
returning json_build_object('jobId', id, 'status', status)::text

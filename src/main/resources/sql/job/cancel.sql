-- sync-cancel: a job that waits ends at once; one that is running ends at its next checkpoint. No row for an unknown or ended job.
update jira.job j
set cancel_requested = true,
    status = case when status in ('QUEUED', 'NEEDS_CONFIRMATION') or not jira.leased(j) then 'CANCELLED' else status end,
    finished_at = case when status in ('QUEUED', 'NEEDS_CONFIRMATION') or not jira.leased(j) then now() end
where connector_id = :#${variable.connectorId}::text and id = :#${variable.wantedJob}::text
  and status in ('QUEUED', 'RUNNING', 'NEEDS_CONFIRMATION')
returning json_build_object('jobId', id, 'status', status, 'cancelRequested', true)::text

-- sync-confirm: an admin has seen how much would go and says yes; the job goes on with the deletions. No row unless it waits for
-- that, or while an equal job is queued or running.
with confirmed as (
update jira.job j
set status = 'QUEUED', run_after = now(), stage = 'confirmed', context = j.context || '{"confirmed": true}'
where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.wantedJob}::text and j.status = 'NEEDS_CONFIRMATION'
  and not exists (
      select from jira.job o
      where o.connector_id = j.connector_id and o.kind = j.kind and o.request = j.request and o.status in ('QUEUED', 'RUNNING')
        and not o.cancel_requested)
returning j.connector_id, j.id, j.status
), forgotten as (
    -- the verdicts may be days old: site, boards and everybody who would go are asked for once more. Whoever would have stayed was not
    -- among those that the admin saw, and stays
    update jira.to_check s set verdict = null from confirmed c
    where s.connector_id = c.connector_id and s.job_id = c.id and s.verdict <> 'present'
)
select json_build_object('jobId', id, 'status', status)::text from confirmed

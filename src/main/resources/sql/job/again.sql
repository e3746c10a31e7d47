-- job-again: the job begins from the start, once: its plan names something as it is no longer called, or what is gone. As in restart.sql its
-- row is locked before its slices, and what the old attempt still holds is not applied any more.
with again as (
    update jira.job
    set stage = 'prepare', attempt = attempt + 1, failures = 0, run_after = now(), context = '{"again": true}', started_at = null
    where connector_id = :#${variable.connectorId}::text and id = :#${variable.job.id}::text and attempt = :#${variable.job.attempt}::int
      and status = 'RUNNING' and not cancel_requested and not jsonb_exists(context, 'again')
    returning connector_id, id
), slices as (
    delete from jira.job_slice s using again a where s.connector_id = a.connector_id and s.job_id = a.id
), census as (
    delete from jira.census c using again a where c.connector_id = a.connector_id and c.job_id = a.id
), suspects as (
    delete from jira.suspect s using again a where s.connector_id = a.connector_id and s.job_id = a.id
)
insert into jira.log_entry (connector_id, level, code, message, job_id)
select connector_id, 'INFO', 'JOB_RESTARTED', 'Jira does not understand a search any more, because something got another name or went; the job begins again.', id
from again
returning format('%s of %s: %s', job_id, connector_id, message)

-- job-run: the job is done; what it needed on the way goes.
with finished as (
    update jira.job
    set status = 'COMPLETED', finished_at = now(), last_error = null
    where connector_id = :#${variable.connectorId}::text and id = :#${variable.job.id}::text and attempt = :#${variable.job.attempt}::int
      and status = 'RUNNING'
    returning connector_id, id, kind, context, issues_fetched, upserts, missed, stale, deleted
), swept as (
    delete from jira.census c using finished f where c.connector_id = f.connector_id and c.job_id = f.id
), dealt_with as (
    update jira.site s set handled = f.context -> 'planned' from finished f
    where s.connector_id = f.connector_id and jsonb_exists(f.context, 'planned')
      -- what the search may have left out is planned for again
      and not coalesce(f.context -> 'incomplete', '[]') @> '[{"shown": {"entity": "issue"}}]'
), noted as (
    insert into jira.log_entry (connector_id, level, code, message, job_id)
    select connector_id, 'INFO', 'JOB_COMPLETED', case when kind = 'snapshot' then format('%s entities were written to the outbox.', coalesce(context ->> 'sent', '0'))
        else format('%s issues fetched, %s written; %s were missed, %s stale, %s deleted.',
        issues_fetched, upserts, missed, stale, deleted) end, id from finished
    returning job_id, connector_id, message
)
select format('%s of %s is done: %s', job_id, connector_id, message) from noted

-- job-removals: too much would go; an admin has to look at it first, and what an admin says yes to is no more than this.
with held as (
    update jira.job set status = 'NEEDS_CONFIRMATION', checkpoint_at = now(),
        last_error = :#${body.message}::text,
        context = context || jsonb_build_object('pending', :#${body.pending}::bigint,
            'unseenProjects', array(select jira.unseen_projects(connector_id)))
    where connector_id = :#${variable.connectorId}::text and id = :#${variable.job.id}::text and attempt = :#${variable.job.attempt}::int
      and status = 'RUNNING'
    returning connector_id, id, kind, last_error
), superseded as (
    -- one request for a confirmation at a time: the newest job knows best what would go
    update jira.job o set status = 'CANCELLED', finished_at = now() from held h
    where o.connector_id = h.connector_id and o.kind = h.kind and o.id <> h.id and o.status = 'NEEDS_CONFIRMATION'
)
insert into jira.log_entry (connector_id, level, code, message, job_id)
select connector_id, 'WARN', 'DELETIONS_HELD', last_error, id from held

-- job-removals: versions of projects that are no longer in scope, that are archived, or that the account no longer sees, go with their issues; while the
-- deletion limit holds those back, or a job of another kind waits for an admin's word on them, the versions stay too. A job that an admin
-- confirmed takes those of the projects that were unseen then, and of no others.
with unseen as materialized (
    select p as project_id from jira.unseen_projects(:#${variable.connectorId}::text) p
), held as materialized (
    select job_id, projects from jira.pending_confirmations(:#${variable.connectorId}::text, :#${variable.job.id}::text)
), to_remove as materialized (
    select r.jira_id, (select h.job_id from held h where h.projects @> to_jsonb(r.project_id) order by 1 limit 1) as held_by
    from jira.release r join jira.job j on j.connector_id = r.connector_id and j.id = :#${variable.job.id}::text
    where r.connector_id = :#${variable.connectorId}::text and r.project_id in (select project_id from unseen)
      and j.attempt = :#${variable.job.attempt}::int and j.status = 'RUNNING'
      and (not jsonb_exists(j.context, 'unseenProjects') or j.context -> 'unseenProjects' @> to_jsonb(r.project_id))
      and not exists (select from jira.item i where i.connector_id = r.connector_id and i.project_id = r.project_id)
), removed as (
    delete from jira.release r using to_remove d
    where r.connector_id = :#${variable.connectorId}::text and r.jira_id = d.jira_id and d.held_by is null
    returning r.connector_id, r.jira_id
), events as (
    insert into jira.entity_change (connector_id, entity, jira_id, action)
    select connector_id, 'release', jira_id, 'deleted' from removed
), waiting as (
    insert into jira.log_entry (connector_id, level, code, message, job_id)
    select :#${variable.connectorId}::text, 'WARN', 'DELETIONS_WAIT',
        format('%s versions stay until an admin confirms or cancels the job %s.', count(*), held_by), :#${variable.job.id}::text
    from to_remove where held_by is not null group by held_by
), refuted as (
    -- a project that was seen again is no longer in doubt
    update jira.job h
    set context = h.context || jsonb_build_object('unseenProjects', array(
        select p::bigint from jsonb_array_elements_text(h.context -> 'unseenProjects') p where p::bigint in (select project_id from unseen)))
    where h.connector_id = :#${variable.connectorId}::text and h.status = 'NEEDS_CONFIRMATION' and jsonb_exists(h.context, 'unseenProjects')
)
update jira.job j
-- a project that vanished takes its versions along without an event of theirs
set deleted = j.deleted + r.removed, unreported = j.unreported + case j.kind when 'reconcile' then r.removed else 0 end
from (select count(*) as removed from removed) r
where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text and j.kind in ('reconcile', 'versions', 'sprints')

-- job-removals: versions of projects that are no longer in scope, that are archived, or that the account no longer sees, go with their issues; while the
-- guard holds those back, the versions stay too, whatever other job comes by. A job that an admin confirmed takes those of the projects
-- that were unseen then, and of no others.
with removed as (
    delete from jira.release r using jira.job j
    where r.connector_id = :#${variable.connectorId}::text and r.project_id in (select jira.unseen_projects(:#${variable.connectorId}::text))
      and j.connector_id = r.connector_id and j.id = :#${variable.jobId}::text
      and j.attempt = :#${variable.job.attempt}::int and j.status = 'RUNNING'
      and (not jsonb_exists(j.context, 'unseenProjects') or j.context -> 'unseenProjects' @> to_jsonb(r.project_id))
      and not exists (select from jira.item i where i.connector_id = r.connector_id and i.project_id = r.project_id)
    returning r.connector_id, r.jira_id
), told as (
    insert into jira.entity_change (connector_id, entity, jira_id, action)
    select connector_id, 'release', jira_id, 'deleted' from removed
)
update jira.job j
-- a project that vanished takes its versions along without an event of theirs
set deleted = j.deleted + r.removed, untold = j.untold + case j.kind when 'reconcile' then r.removed else 0 end
from (select count(*) as removed from removed) r
where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.jobId}::text and j.kind in ('reconcile', 'versions', 'sprints')

-- job-removals: how many issues, versions and sprints would go, of how many, and from which share on an admin is asked. What an admin is
-- asked about already stays, and does not count; where they are asked once more, their yes is good for that too (askedAlready).
with to_remove as materialized (
    select s.jira_id from jira.to_check s
    where s.connector_id = :#${variable.connectorId}::text and s.job_id = :#${variable.job.id}::text
      and s.verdict is not null and s.verdict <> 'present'
), held as materialized (
    select sprints, projects from jira.pending_confirmations(:#${variable.connectorId}::text, :#${variable.job.id}::text)
), versions as materialized (
    -- as sweep_releases.sql will see it when the issues are gone
    select exists (select from held h where h.projects @> to_jsonb(r.project_id)) as asked
    from jira.release r
    where r.connector_id = :#${variable.connectorId}::text and r.project_id in (select jira.unseen_projects(:#${variable.connectorId}::text))
      and not exists (select from jira.item i where i.connector_id = r.connector_id and i.project_id = r.project_id
                      and i.jira_id not in (select jira_id from to_remove))
), sprints as materialized (
    select exists (select from held h where h.sprints @> e) as asked
    from jira.job g, jsonb_array_elements(g.context -> 'gone' -> 'sprints') e
    where g.connector_id = :#${variable.connectorId}::text and g.id = :#${variable.job.id}::text
)
select json_build_object(
    'issuesGoing', (select count(*) from to_remove s join jira.item i on i.connector_id = j.connector_id and i.jira_id = s.jira_id),
    'issues', (select count(*) from jira.item i where i.connector_id = j.connector_id),
    'versionsGoing', (select count(*) from versions where not asked),
    'versions', (select count(*) from jira.release r where r.connector_id = j.connector_id),
    'sprintsGoing', (select count(*) from sprints where not asked),
    'sprints', (select count(*) from jira.sprint s where s.connector_id = j.connector_id),
    'askedAlready', (select count(*) from versions where asked) + (select count(*) from sprints where asked),
    -- none of the scope's projects is there any more
    'scopeGone', not exists (
        select from jira.connector c join jira.site s on s.connector_id = c.id, jsonb_array_elements(s.projects) p
        where c.id = j.connector_id and jsonb_exists(p, 'key') and c.scope -> 'projectIds' @> (p ->> 'id')::jsonb
          and p ->> 'archived' is distinct from 'true' and p ->> 'deleted' is distinct from 'true'),
    'looksAtIssues', coalesce(jsonb_exists_any(j.request -> 'entities', array['epic', 'issue']), true),
    'percent', (select deletion_guard_pct from jira.settings where connector_id = j.connector_id),
    'confirmed', coalesce((j.context ->> 'confirmed')::boolean, false))::text
from jira.job j where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text

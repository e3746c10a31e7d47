-- job-removals: how many issues, sprints and releases would go, of how many, and from which share on an admin is asked.
select json_build_object(
    'issuesGoing', (select count(*) from jira.suspect s join jira.item i on i.connector_id = s.connector_id and i.jira_id = s.jira_id
                    where s.connector_id = j.connector_id and s.job_id = j.id and s.verdict is not null and s.verdict <> 'present'),
    'issues', (select count(*) from jira.item i where i.connector_id = j.connector_id),
    'sprintsGoing', coalesce(jsonb_array_length(j.context -> 'gone' -> 'sprints'), 0),
    'sprints', (select count(*) from jira.sprint s where s.connector_id = j.connector_id),
    'releasesGoing', jira.releases_going(j.connector_id, j.id), 'releases', (select count(*) from jira.release r where r.connector_id = j.connector_id),
    'looksAtIssues', coalesce(jsonb_exists_any(j.request -> 'entities', array['epic', 'issue']), true),
    'percent', (select deletion_guard_pct from jira.settings where connector_id = j.connector_id),
    'confirmed', coalesce((j.context ->> 'confirmed')::boolean, false))::text
from jira.job j where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.jobId}::text

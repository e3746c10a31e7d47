-- job-removals: how many items would go, of how many, and from which share on an admin is asked.
select json_build_object(
    'going', (select count(*) from jira.suspect s join jira.item i on i.connector_id = s.connector_id and i.jira_id = s.jira_id
              where s.connector_id = c.id and s.job_id = :#${variable.jobId}::text and s.verdict is not null and s.verdict <> 'present'),
    'copy', (select count(*) from jira.item i where i.connector_id = c.id),
    'percent', (select deletion_guard_pct from jira.settings where connector_id = c.id),
    'confirmed', (select coalesce((context ->> 'confirmed')::boolean, false) from jira.job where connector_id = c.id and id = :#${variable.jobId}::text))::text
from jira.connector c where c.id = :#${variable.connectorId}::text

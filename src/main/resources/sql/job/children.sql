-- job-removals: the children of issues that are gone, or that live under another key, are read again by id: Jira changes their parent
-- without touching their updated.
insert into jira.to_check (connector_id, job_id, jira_id, reason)
select i.connector_id, s.job_id, i.jira_id, 'child'
from jira.to_check s
join jira.item i on i.connector_id = s.connector_id and i.fields -> 'parent' ->> 'jiraId' = s.jira_id::text
where s.connector_id = :#${variable.connectorId}::text and s.job_id = :#${variable.job.id}::text
  and (s.verdict in ('not_found', 'project_gone') or (s.verdict <> 'present' and s.reason <> 'parent')
       or i.fields -> 'parent' ->> 'jiraKey' is distinct from s.found_key)
on conflict do nothing

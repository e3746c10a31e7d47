-- page-follow-ups: the search named what has a tombstone, or what is not in scope: the job asks for it by id.
insert into jira.to_check (connector_id, job_id, jira_id, reason)
select distinct :#${variable.page.connectorId}::text, :#${variable.page.job.id}::text, s."jiraId", s.reason
from jsonb_to_recordset(:#${variable.kept.toCheck}::jsonb) as s("jiraId" bigint, reason text)
order by 3
on conflict do nothing

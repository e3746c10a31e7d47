-- job-stage: whom the census and the copy do not agree on. Only a complete census may accuse; a row that was seen after the
-- census began is innocent.
with present as (
    select c.jira_id from jira.census c
    where c.connector_id = :#${variable.connectorId}::text and c.job_id = :#${variable.jobId}::text and c.recent
      and not exists (select from jira.item i where i.connector_id = c.connector_id and i.jira_id = c.jira_id)
), absent as (
    select i.jira_id from jira.item i
    where i.connector_id = :#${variable.connectorId}::text
      and :#${variable.job.finds}::text = 'all'
      and i.entity = any (string_to_array(:#${variable.job.itemEntities}::text, ','))
      and i.observed_at < :#${variable.job.startedAt.toString}::timestamptz
      and not exists (select from jira.census c where c.connector_id = i.connector_id and c.job_id = :#${variable.jobId}::text and c.jira_id = i.jira_id)
)
insert into jira.suspect (connector_id, job_id, jira_id, reason)
select :#${variable.connectorId}::text, :#${variable.jobId}::text, s.jira_id, s.reason
from (select jira_id, 'missed' as reason from present union all select jira_id, 'gone' from absent) s
on conflict do nothing

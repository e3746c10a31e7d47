-- page-write: the outbox event of each issue that shows something new.
-- optional: traceparent
insert into jira.entity_change (connector_id, entity, jira_id, action, traceparent)
select :#${variable.page.connectorId}::text, c.entity, c."jiraId", c.action, :#${variable.traceparent}::text
from jsonb_to_recordset(:#${variable.kept.changes}::jsonb) as c("jiraId" bigint, entity text, action text)
order by c."jiraId"

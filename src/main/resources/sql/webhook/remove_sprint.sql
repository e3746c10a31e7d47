-- dimension-sprint: a sprint is gone; the issues that had it are read again.
-- optional: traceparent
with removed as (
    delete from jira.sprint where connector_id = :#${variable.connectorId}::text and jira_id = :#${variable.sprintId}::bigint returning jira_id
), told as (
    insert into jira.entity_change (connector_id, entity, jira_id, action, traceparent)
    select :#${variable.connectorId}::text, 'sprint', jira_id, 'deleted', :#${variable.traceparent}::text from removed
)
insert into jira.delivery (connector_id, identifier, event, issue_id, traceparent)
select i.connector_id, 'reread:' || i.jira_id || ':' || gen_random_uuid(), 'reread', i.jira_id, :#${variable.traceparent}::text
from jira.item i
where i.connector_id = :#${variable.connectorId}::text and i.refs @> array['sprint:' || :#${variable.sprintId}::text]

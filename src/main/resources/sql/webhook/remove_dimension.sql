-- dimension-read: a version or sprint is gone; the issues that had it are read again.
-- optional: traceparent
with given as (
    select :#${variable.connectorId}::text as connector_id, :#${variable.dimension.entity}::text as entity, :#${variable.dimension.jiraId}::bigint as jira_id
), release as (
    delete from jira.release r using given g where g.entity = 'version' and r.connector_id = g.connector_id and r.jira_id = g.jira_id
    returning r.jira_id
), sprint as (
    delete from jira.sprint s using given g where g.entity = 'sprint' and s.connector_id = g.connector_id and s.jira_id = g.jira_id
    returning s.jira_id
), published as (
    insert into jira.entity_change (connector_id, entity, jira_id, action, traceparent)
    select g.connector_id, r.entity, r.jira_id, 'deleted', :#${variable.traceparent}::text
    from given g, (select 'release' as entity, jira_id from release union all select 'sprint', jira_id from sprint) r
)
insert into jira.delivery (connector_id, identifier, event, issue_id, traceparent)
select i.connector_id, 'reread:' || i.jira_id || ':' || gen_random_uuid(), 'reread', i.jira_id, :#${variable.traceparent}::text
from given g join jira.item i on i.connector_id = g.connector_id and i.refs @> array[g.entity || ':' || g.jira_id]

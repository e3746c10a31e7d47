-- drain-version, drain-sprint, drain-others, replay-version, replay-sprint: where issues show the name of a version, a sprint or a person as text and it is another one
-- now, they are read again: Jira has no event for them.
with given as (
    select coalesce(e ->> 'jiraId', e ->> 'accountId') as id, coalesce(e ->> 'name', e ->> 'displayName') as shown
    from (select :#${variable.named}::jsonb as j) n, jsonb_array_elements(coalesce(j -> 'releases', j -> 'sprints', j)) e
), renamed as (
    update jira.reference r set shown = g.shown from given g
    where r.connector_id = :#${variable.connectorId}::text and r.ref like '%:' || g.id and r.shown not in ('', g.shown)
    returning r.ref
)
insert into jira.delivery (connector_id, identifier, event, issue_id)
select i.connector_id, 'reread:' || i.jira_id || ':' || gen_random_uuid(), 'reread', i.jira_id
from jira.item i
where i.connector_id = :#${variable.connectorId}::text and i.refs && (select array_agg(ref) from renamed)

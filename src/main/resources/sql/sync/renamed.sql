-- drain-version, drain-sprint, drain-others, replay-version, replay-sprint: where issues show the name of a version, a sprint or a person as text and it is another one
-- now, they are read again: Jira has no event for them.
with given as (
    select coalesce(e ->> 'jiraId', e ->> 'accountId') as id, coalesce(e ->> 'name', e ->> 'displayName') as shown,
        case when jsonb_exists(j, 'releases') then 'version' when jsonb_exists(j, 'sprints') then 'sprint' else 'user' end as kind
    from (select :#${variable.named}::jsonb as j) n, jsonb_array_elements(coalesce(j -> 'releases', j -> 'sprints', j)) e
), renamed as (
    -- the field's kind decides: a component or an option may have the number of a version
    update jira.reference r set shown = g.shown
    from given g, jira.site s
    where r.connector_id = :#${variable.connectorId}::text and s.connector_id = r.connector_id
      and r.ref = split_part(r.ref, ':', 1) || ':' || g.id and r.shown not in ('', g.shown)
      and (g.kind in (s.fields -> split_part(r.ref, ':', 1) -> 'schema' ->> 'type', s.fields -> split_part(r.ref, ':', 1) -> 'schema' ->> 'items')
           or (g.kind = 'sprint' and s.fields -> split_part(r.ref, ':', 1) -> 'schema' ->> 'custom' like '%:gh-sprint'))
    returning r.ref
)
insert into jira.delivery (connector_id, identifier, event, issue_id)
select i.connector_id, 'reread:' || i.jira_id || ':' || gen_random_uuid(), 'reread', i.jira_id
from jira.item i
where i.connector_id = :#${variable.connectorId}::text and i.refs && (select array_agg(ref) from renamed)

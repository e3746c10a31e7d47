-- scope-get, scope-save: the scope as the admin saved it, its types by their names of today.
with types as (
    select distinct t ->> 'name' as name
    from jira.connector c join jira.site s on s.connector_id = c.id
    cross join lateral (select jsonb_array_elements(s.issue_types) as t
                        union all select jsonb_path_query(s.projects, '$[*].issueTypes[*]')) o
    where c.id = :#${variable.connectorId}::text and c.scope -> 'issueTypeIds' @> (t ->> 'id')::jsonb
), named as (
    -- as the admin wrote them where they are called so still
    select jsonb_agg(name order by place, name) as names from (
        select n as name, place from jira.connector c, jsonb_array_elements_text(c.scope -> 'issueTypes') with ordinality e(n, place)
        where c.id = :#${variable.connectorId}::text and lower(n) in (select lower(name) from types)
        union all
        select t.name, null from types t join jira.connector c on c.id = :#${variable.connectorId}::text
        where lower(t.name) not in (select lower(n) from jsonb_array_elements_text(c.scope -> 'issueTypes') n)) o
)
select (coalesce(c.scope - 'projectIds' - 'issueTypeIds', '{}')
    || case when n.names is null then '{}' else jsonb_build_object('issueTypes', n.names) end)::text
from jira.connector c, named n where c.id = :#${variable.connectorId}::text

-- What knows an issue by its key alone, as an epic link does, is told when the issue gets another one: key:ABC-1. What is in the copy
-- already says so in a parent without an id, and in attributes that its mapping version takes from an epic link.
-- References are not counted by the triggers, which would sum up every item to nothing.
alter table jira.item disable trigger user;
with links as materialized (
    select m.connector_id, m.id as version, substr(r.key, 12) as attribute
    from jira.mapping_version m join jira.site s on s.connector_id = m.connector_id,
        jsonb_each((m.mapping -> 'projects') || (m.mapping -> 'stories')) r
    where r.key like 'attributes.%' and s.fields -> (r.value ->> 'fieldId') -> 'schema' ->> 'custom' = 'com.pyxis.greenhopper.jira:gh-epic-link'
), keys as materialized (
    -- on Cloud the id comes with the next reading
    select i.connector_id, i.jira_id, i.fields -> 'parent' ->> 'jiraKey' as key
    from jira.connector c join jira.item i on i.connector_id = c.id
    where c.auth_type = 'bearer' and i.fields -> 'parent' ->> 'jiraKey' is not null and i.fields -> 'parent' ->> 'jiraId' is null
    union
    select i.connector_id, i.jira_id, k.key from links l join jira.item i on i.connector_id = l.connector_id and i.mapping_version = l.version,
        -- one text, or a list of one
        jsonb_path_query(i.fields -> 'attributes' -> l.attribute, '$[*]') v, lateral (select v #>> '{}' as key) k
    where k.key ~ '^[A-Z][A-Z0-9_]*-[0-9]+$'
), noted as (
    insert into jira.reference (connector_id, ref, shown) select distinct connector_id, 'key:' || key, key from keys on conflict do nothing
), gathered as (
    select connector_id, jira_id, array_agg('key:' || key) as refs from keys group by 1, 2
)
update jira.item i set refs = array(select unnest(i.refs) union select unnest(g.refs) order by 1)
from gathered g where i.connector_id = g.connector_id and i.jira_id = g.jira_id and not i.refs @> g.refs;
alter table jira.item enable trigger user;

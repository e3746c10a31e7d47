-- fan-out-named: some of the items that a mapping has to read the name of a reference for, as they are stored, with what they refer to.
-- Of a common reference it is cheaper to walk by the ids, of a rare one by the index of references: the planner knows which it is.
with found as materialized (
    select i.jira_id, i.entity, i.fields, i.refs from jira.item i
    where i.connector_id = :#${variable.connectorId}::text and i.refs @> array[:#${variable.mark[ref]}::text]
      and i.mapping_version = :#${variable.remap.context.mappingVersion}::text and i.jira_id > :#${variable.remap.lastId}::bigint
    order by i.jira_id limit 1000
)
select json_build_object(
    'items', (select json_agg(json_build_object('jiraId', jira_id, 'entity', entity, 'fields', fields, 'refs', refs) order by jira_id) from found),
    'things', (
        select json_object_agg(n.ref, json_build_object('id', substr(n.ref, strpos(n.ref, ':') + 1), 'name', n.name, 'value', n.name, 'statusCategory', (
            select json_build_object('key', s ->> 'category') from jira.site t, jsonb_array_elements(t.statuses) s
            where t.connector_id = :#${variable.connectorId}::text and n.ref = 'status:' || (s ->> 'id') limit 1)))
        from jira.names(:#${variable.connectorId}::text) n where n.ref = any (array(select distinct r from found, unnest(refs) r))))::text

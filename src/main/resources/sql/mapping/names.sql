-- mapping-save: what the copy has seen under a name that an enumMap of the mapping has: options are listed for administrators only.
select coalesce(json_object_agg(n.ref, n.name), '{}')::text
from jira.names(:#${variable.connectorId}::text) n
where jira.fold(btrim(n.name)) in (
    select jira.fold(btrim(k))
    from jsonb_array_elements_text(jsonb_path_query_array(:#${variable.mapping.json}::jsonb, '$.*.*.enumMap.keyvalue().key')) k)

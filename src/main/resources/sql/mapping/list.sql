-- mapping-list: all versions, the newest first, with the rows of the copy that each one made; stale are those that the active
-- one did not make.
with made as materialized (
    select m.version, sum(m.items) as items
    from jsonb_to_recordset(:#${body}::jsonb -> 'items') as m(version text, items bigint) group by 1
)
select json_build_object('content', coalesce(json_agg(json_build_object('versionId', m.id, 'versionName', m.version_name, 'active', m.active,
    'createdAt', jira.wire(m.created_at), 'items', coalesce(n.items, 0)) order by m.created_at desc, m.id), '[]'::json),
    'staleItems', coalesce((
        select sum(n.items) from made n
        where n.version is distinct from (
            select a.id from jira.mapping_version a where a.connector_id = :#${variable.connectorId}::text and a.active)), 0))::text
from jira.mapping_version m left join made n on n.version = m.id
where m.connector_id = :#${variable.connectorId}::text

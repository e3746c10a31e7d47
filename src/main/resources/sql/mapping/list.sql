-- mapping-list: all versions, the newest first, with the rows of the copy that each one made; stale are those that the active
-- one did not make.
select json_build_object('content', coalesce(json_agg(json_build_object('versionId', m.id, 'versionName', m.version_name, 'active', m.active,
    'createdAt', jira.wire(m.created_at),
    'items', (select count(*) from jira.item i where i.connector_id = m.connector_id and i.mapping_version = m.id))
    order by m.created_at desc, m.id), '[]'::json),
    'staleItems', (
        select count(*) from jira.item i
        where i.connector_id = :#${variable.connectorId}::text
          and i.mapping_version is distinct from (select a.id from jira.mapping_version a where a.connector_id = i.connector_id and a.active)))::text
from jira.mapping_version m where m.connector_id = :#${variable.connectorId}::text

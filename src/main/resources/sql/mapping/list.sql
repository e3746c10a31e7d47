-- mapping-list: all versions, the newest first, with the rows of the copy that each one made.
select json_build_object('content', coalesce(json_agg(v order by v."createdAt" desc, v."versionId"), '[]'::json))::text
from (
    select m.id as "versionId", m.version_name as "versionName", m.active, jira.wire(m.created_at) as "createdAt",
        (select count(*) from jira.item i where i.connector_id = m.connector_id and i.mapping_version = m.id) as items
    from jira.mapping_version m where m.connector_id = :#${variable.connectorId}::text) v

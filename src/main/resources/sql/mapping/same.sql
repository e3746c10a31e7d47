-- mapping-save: the active version, where it is the very mapping that is to be saved; no row otherwise.
select json_build_object('versionId', m.id, 'active', m.active, 'createdAt', jira.wire(m.created_at),
    'staleItems', (
        select count(*) from jira.item i where i.entity in ('project', 'story') and i.connector_id = m.connector_id and i.mapping_version <> m.id))::text
from jira.mapping_version m
where m.connector_id = :#${variable.connectorId}::text and m.active and m.mapping = :#${variable.mapping.json}::jsonb

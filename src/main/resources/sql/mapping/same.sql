-- mapping-save: the active version, where it is the very mapping that is to be saved; no row otherwise.
select json_build_object('versionId', m.id, 'active', m.active, 'createdAt', jira.wire(m.created_at),
    'staleItems', (
        select coalesce(sum(n.items), 0) from jira.item_number n
        where n.connector_id = m.connector_id and n.week = 'infinity' and n.mapping_version <> m.id))::text
from jira.mapping_version m
where m.connector_id = :#${variable.connectorId}::text and m.active and m.mapping = :#${variable.mapping.json}::jsonb

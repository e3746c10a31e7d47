-- mapping-get: one version as it was saved.
select (jsonb_build_object('versionId', m.id, 'active', m.active, 'createdAt', jira.wire(m.created_at)) || m.mapping)::text
from jira.mapping_version m
where m.connector_id = :#${variable.connectorId}::text and m.id = :#${variable.versionId}::text

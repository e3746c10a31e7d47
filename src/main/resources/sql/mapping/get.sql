-- mapping-get: one version as it was saved, with the names of today.
select (jsonb_build_object('versionId', m.id, 'active', m.active, 'createdAt', jira.wire(m.created_at)) || m.mapping
    || jsonb_build_object('projects', jira.rules_shown(m.connector_id, m.mapping -> 'projects'),
        'stories', jira.rules_shown(m.connector_id, m.mapping -> 'stories')))::text
from jira.mapping_version m
where m.connector_id = :#${variable.connectorId}::text and m.id = :#${variable.versionId}::text

-- sample-context: what is known of the connector, whether or not scope and mapping are saved.
select json_build_object(
    'stamp', extract(epoch from c.updated_at)::text, 'timeZone', c.time_zone, 'scope', c.scope,
    'projects', (
        select json_agg(p) from jsonb_array_elements(s.projects) p where c.scope -> 'projectIds' @> (p ->> 'id')::jsonb),
    'issueTypes', s.issue_types, 'versionId', m.id, 'mapping', m.mapping)::text
from jira.connector c
left join jira.site s on s.connector_id = c.id
left join jira.mapping_version m on m.connector_id = c.id and m.active
where c.id = :#${variable.connectorId}::text

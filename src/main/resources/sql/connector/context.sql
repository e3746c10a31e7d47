-- drain-batch, sync-context: what applying Jira's state depends on; no row without scope and active mapping.
select json_build_object(
    'connectorId', c.id, 'timeZone', c.time_zone, 'scope', c.scope,
    'historyFrom', to_char(c.history_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'mappingVersion', m.id, 'mapping', m.mapping, 'account', s.account,
    'fields', (
        select json_object_agg(f.id, s.fields -> f.id)
        from (select r.value ->> 'fieldId' as id from jsonb_each(m.mapping -> 'projects') r
              union select r.value ->> 'fieldId' from jsonb_each(m.mapping -> 'stories') r) f
        where s.fields -> f.id is not null),
    'issueTypes', s.issue_types, 'projects', s.projects)::text
from jira.connector c
join jira.mapping_version m on m.connector_id = c.id and m.active
join jira.site s on s.connector_id = c.id
where c.id = :#${variable.connectorId}::text and c.scope is not null and c.deleted_at is null

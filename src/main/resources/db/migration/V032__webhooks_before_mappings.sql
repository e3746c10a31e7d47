-- What applying Jira's state depends on, and what a webhook does, which may be there before the mapping is; no row without a scope.
create function jira.sync_context(connector text) returns table (mapped boolean, context json)
    language sql stable
    begin atomic
        select m.id is not null, json_build_object(
            'connectorId', c.id, 'timeZone', c.time_zone, 'scope', c.scope,
            'historyFrom', to_char(c.history_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
            'mappingVersion', m.id, 'mapping', m.mapping, 'account', s.account,
            'fields', (
                select json_object_agg(f.id, s.fields -> f.id)
                from (select r.value ->> 'fieldId' as id from jsonb_each(m.mapping -> 'projects') r
                      union select r.value ->> 'fieldId' from jsonb_each(m.mapping -> 'stories') r) f
                where s.fields -> f.id is not null),
            'issueTypes', s.issue_types, 'projects', s.projects)
        from jira.connector c
        join jira.site s on s.connector_id = c.id
        left join jira.mapping_version m on m.connector_id = c.id and m.active
        where c.id = connector and c.scope is not null and c.deleted_at is null;
    end;

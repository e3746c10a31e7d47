-- How rows look in answers; functions, because several statements give the same shape.
create function jira.connector_json(c jira.connector) returns json
    language sql stable
    return json_build_object(
        'id', c.id, 'name', c.name, 'baseUrl', c.base_url,
        'auth', jsonb_build_object('type', c.auth_type) || c.auth_public,
        'timeZone', c.time_zone,
        'scopeSaved', c.scope is not null,
        'mappingActive', exists (select from jira.mapping_version m where m.connector_id = c.id and m.active),
        'createdAt', jira.wire(c.created_at), 'updatedAt', jira.wire(c.updated_at));

create function jira.page_json(content json, page int, size int, total bigint) returns json
    language sql immutable
    return json_build_object(
        'content', coalesce(content, '[]'::json), 'page', page, 'size', size,
        'totalElements', total, 'totalPages', (total + size - 1) / size);

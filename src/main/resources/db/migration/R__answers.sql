-- How rows look in answers; functions, because several statements give the same shape. Repeatable: this file runs again whenever it changes.

-- A timestamp as the contract writes it: UTC, seconds, no zone.
create or replace function jira.wire(moment timestamptz) returns text
    language sql stable parallel safe
    return to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS');

create or replace function jira.page_json(content json, page int, size int, total bigint) returns json
    language sql immutable
    return json_build_object(
        'content', coalesce(content, '[]'::json), 'page', page, 'size', size,
        'totalElements', total, 'totalPages', (total + size - 1) / size);

create or replace function jira.connector_json(c jira.connector) returns json
    language sql stable
    return json_build_object(
        'id', c.id, 'name', c.name, 'baseUrl', c.base_url,
        'auth', jsonb_build_object('type', c.auth_type) || c.auth_public || coalesce(
            (select jsonb_build_object('cloudId', o.cloud_id,
                 'authorized', o.refresh_token is not null and o.cloud_id is not null and o.problem is null)
             from jira.oauth o where o.connector_id = c.id), '{}'),
        'timeZone', c.time_zone,
        'scopeSaved', c.scope is not null,
        'mappingActive', exists (select from jira.mapping_version m where m.connector_id = c.id and m.active),
        'createdAt', jira.wire(c.created_at), 'updatedAt', jira.wire(c.updated_at));

-- Of some targets those that are made of names, with the names of today: {"ref"} is one name, {"parts"} several and text between them, an
-- array some elements, and {"as"} the word that an enumMap has for it. A function that returns a table becomes part of the statement.
create or replace function jira.labelled(connector text, targets jsonb) returns table (shown jsonb)
    language sql stable
    begin atomic
        select jsonb_object_agg(f.key, case when jsonb_typeof(f.value) = 'array' then p.texts
            else coalesce(f.value -> 'as', to_jsonb(p.joined)) end)
        from jsonb_each(targets) f
        cross join lateral (
            select jsonb_agg(coalesce(n.part -> 'as', to_jsonb(n.text)) order by n.place) as texts, string_agg(n.text, '' order by n.place) as joined
            from (
                -- by its key, whatever the statistics say; offset 0, so that it is looked up once
                select e.part, e.place, case when jsonb_typeof(e.part) = 'string' then e.part #>> '{}'
                    else (select l.text from jira.label l where l.connector_id = connector and l.ref = e.part ->> 'ref') end as text
                from jsonb_array_elements(case when jsonb_typeof(f.value) = 'array' then f.value
                    else coalesce(f.value -> 'parts', jsonb_build_array(f.value)) end) with ordinality e(part, place)
                offset 0) n) p
        where jsonb_typeof(f.value) in ('object', 'array') and jsonb_path_exists(f.value, '$[*] ? (exists(@.ref) || exists(@.parts))');
    end;

-- One item as the API answers it, with the names, people and parents of today. A function that returns a table becomes part of the
-- statement that asks for many items; one that returns a value is run again for each.
create or replace function jira.item_answer(i jira.item) returns table (answer jsonb)
    language sql stable
    begin atomic
    select i.fields || coalesce(f.shown, '{}')
        || jsonb_build_object('attributes', coalesce(i.fields -> 'attributes', '{}') || coalesce(a.shown, '{}'))
        || (jsonb_build_object('jiraId', i.jira_id::text, 'jiraKey', i.jira_key, 'sourceConnectionId', i.connector_id,
                'sourceMetadata', i.source || jsonb_build_object('jiraId', i.jira_id::text, 'key', i.jira_key),
                'lastSyncTimestamp', jira.wire(i.last_sync), 'mappingVersion', i.mapping_version)
            || coalesce((
                select jsonb_object_agg(p.name, jsonb_build_object('accountId', p.person -> 'accountId',
                    'displayName', case when u.account_id is null then p.person -> 'displayName' else to_jsonb(nullif(u.display_name, '')) end, 'zenemEmail', u.zenem_email))
                from (values ('owner', i.fields -> 'owner'), ('assignee', i.fields -> 'assignee'), ('reporter', i.fields -> 'reporter')) p(name, person)
                left join jira.jira_user u on u.connector_id = i.connector_id and u.account_id = p.person ->> 'accountId'
                where jsonb_typeof(p.person) = 'object' and jsonb_exists(p.person, 'accountId')), '{}')
            || case when jsonb_typeof(i.fields -> 'parent') = 'object' then jsonb_build_object('parent', coalesce((
                select jsonb_build_object('jiraId', p.jira_id::text, 'jiraKey', p.jira_key) from jira.item p
                where p.connector_id = i.connector_id and p.jira_id = (i.fields -> 'parent' ->> 'jiraId')::bigint), (
                select jsonb_build_object('jiraId', p.jira_id::text, 'jiraKey', p.jira_key) from jira.item p
                where p.connector_id = i.connector_id and i.fields -> 'parent' ->> 'jiraId' is null
                  and p.jira_key = i.fields -> 'parent' ->> 'jiraKey' limit 1), i.fields -> 'parent')) else '{}' end)
    from jira.labelled(i.connector_id, i.fields) f cross join jira.labelled(i.connector_id, i.fields -> 'attributes') a;
    end;

-- A view reads tables as its owner, but a function in it as whoever asks: so this one runs as its owner, and a reader of zenem.stories needs
-- no rights on the tables of jira.
create or replace function jira.item_json(i jira.item) returns jsonb
    language sql stable security definer set search_path = pg_catalog, pg_temp
    return (select a.answer from jira.item_answer(i) a);

create or replace function jira.release_json(r jira.release) returns json
    language sql stable
    return json_build_object('jiraId', r.jira_id::text, 'id', r.jira_id::text, 'name', r.name, 'description', r.description,
        'released', r.released, 'releaseDate', r.release_date, 'startDate', r.start_date, 'archived', r.archived, 'projectKey', r.project_key,
        'sourceConnectionId', r.connector_id, 'sourceMetadata', r.source || jsonb_build_object('jiraId', r.jira_id::text),
        'lastSyncTimestamp', jira.wire(r.last_sync), 'mappingVersion', r.mapping_version);

create or replace function jira.sprint_json(s jira.sprint) returns json
    language sql stable
    return json_build_object('jiraId', s.jira_id::text, 'id', s.jira_id, 'name', s.name, 'state', s.state, 'startDate', jira.wire(s.start_date),
        'endDate', jira.wire(s.end_date), 'completeDate', jira.wire(s.complete_date), 'goal', s.goal, 'boardId', s.board_id,
        'storyPoints', case when s.state = 'active' and s.planned_points is not null
            then json_build_object('planned', s.planned_points, 'completed', s.completed_points) end,
        'sourceConnectionId', s.connector_id, 'sourceMetadata', s.source || jsonb_build_object('jiraId', s.jira_id::text),
        'lastSyncTimestamp', jira.wire(s.last_sync), 'mappingVersion', s.mapping_version);

-- What a function looks up for itself it looks up for each person; what is given to it becomes part of the statement.
create or replace function jira.user_source(u jira.jira_user, base_url text, auth_type text) returns jsonb
    language sql stable
    return u.source || jsonb_build_object('jiraId', u.account_id, 'self',
        base_url || case auth_type when 'bearer' then '/rest/api/2/user?key=' else '/rest/api/3/user?accountId=' end
            || replace(u.account_id, ':', '%3A'));
create or replace function jira.user_json(u jira.jira_user, items bigint, source jsonb) returns json
    language sql stable
    return json_build_object('accountId', u.account_id, 'displayName', u.display_name, 'emailAddress', u.email, 'active', u.active,
        'accountType', u.account_type, 'zenemEmail', u.zenem_email, 'mappedBy', u.mapped_by, 'goneAt', jira.wire(u.gone_at),
        'items', items, 'sourceConnectionId', u.connector_id, 'sourceMetadata', source,
        'lastSyncTimestamp', jira.wire(u.last_sync), 'mappingVersion', u.mapping_version);

-- On how many items somebody is, as assignee, owner or reporter.
create or replace function jira.items_of(connector text, account text) returns table (items bigint)
    language sql stable
    begin atomic
        select (select count(*) from jira.item i where i.connector_id = connector and i.assignee = account)
            + (select count(*) from jira.item i
               where i.connector_id = connector and i.reporter = account and i.assignee is distinct from account);
    end;

-- One delivery of the ledger; never its body.
create or replace function jira.delivery_json(d jira.delivery) returns json
    language sql stable
    return json_build_object('deliveryId', d.id::text, 'event', d.event, 'jiraId', d.issue_id::text,
        'jiraKey', (select i.jira_key from jira.item i where i.connector_id = d.connector_id and i.jira_id = d.issue_id),
        'receivedAt', jira.wire(d.received_at), 'appliedAt', jira.wire(d.finished_at),
        'latencyMs', (extract(epoch from d.finished_at - d.received_at) * 1000)::bigint,
        'outcome', coalesce(d.outcome, 'pending'), 'reason', d.reason, 'tries', d.attempts, 'duplicates', d.duplicates);

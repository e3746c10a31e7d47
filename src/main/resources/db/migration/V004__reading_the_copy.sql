-- One item as the API answers it: mapped targets by name, people and parents as they are known now, lineage.
create function jira.item_json(i jira.item) returns jsonb
    language sql stable
    return jsonb_build_object('jiraId', i.jira_id::text, 'jiraKey', i.jira_key, 'attributes', '{}'::jsonb)
        || coalesce((
            select jsonb_object_agg(f.key, case
                when jsonb_typeof(f.value) = 'object' and jsonb_exists(f.value, 'accountId') then (
                    select jsonb_build_object('accountId', f.value -> 'accountId',
                        'displayName', coalesce(to_jsonb(nullif(u.display_name, '')), f.value -> 'displayName'), 'zenemEmail', u.zenem_email)
                    from (select) one left join jira.jira_user u on u.connector_id = i.connector_id and u.account_id = f.value ->> 'accountId')
                when f.key = 'parent' and jsonb_typeof(f.value) = 'object' then coalesce((
                    select jsonb_build_object('jiraId', p.jira_id::text, 'jiraKey', p.jira_key) from jira.item p
                    where p.connector_id = i.connector_id and p.jira_id = (f.value ->> 'jiraId')::bigint), (
                    select jsonb_build_object('jiraId', p.jira_id::text, 'jiraKey', p.jira_key) from jira.item p
                    where p.connector_id = i.connector_id and f.value ->> 'jiraId' is null and p.jira_key = f.value ->> 'jiraKey' limit 1), f.value)
                else f.value end)
            from jsonb_each(i.fields) f), '{}')
        || jsonb_build_object('sourceConnectionId', i.connector_id,
            'sourceMetadata', i.source || jsonb_build_object('jiraId', i.jira_id::text, 'key', i.jira_key),
            'lastSyncTimestamp', jira.wire(i.last_sync), 'mappingVersion', i.mapping_version);

create function jira.release_json(r jira.release) returns json
    language sql stable
    return json_build_object('jiraId', r.jira_id::text, 'id', r.jira_id::text, 'name', r.name, 'description', r.description,
        'released', r.released, 'releaseDate', r.release_date, 'startDate', r.start_date, 'archived', r.archived, 'projectKey', r.project_key,
        'sourceConnectionId', r.connector_id, 'sourceMetadata', r.source || jsonb_build_object('jiraId', r.jira_id::text),
        'lastSyncTimestamp', jira.wire(r.last_sync), 'mappingVersion', r.mapping_version);

create function jira.sprint_json(s jira.sprint) returns json
    language sql stable
    return json_build_object('jiraId', s.jira_id::text, 'id', s.jira_id, 'name', s.name, 'state', s.state, 'startDate', jira.wire(s.start_date),
        'endDate', jira.wire(s.end_date), 'completeDate', jira.wire(s.complete_date), 'goal', s.goal, 'boardId', s.board_id,
        'storyPoints', case when s.state = 'active' and s.planned_points is not null
            then json_build_object('planned', s.planned_points, 'completed', s.completed_points) end,
        'sourceConnectionId', s.connector_id, 'sourceMetadata', s.source || jsonb_build_object('jiraId', s.jira_id::text),
        'lastSyncTimestamp', jira.wire(s.last_sync), 'mappingVersion', s.mapping_version);

-- The contract for downstream SQL readers.
create view zenem.projects as
select i.connector_id as source_connection_id, i.jira_id, i.jira_key, f ->> 'name' as name, f ->> 'description' as description,
    f ->> 'status' as status, f ->> 'priority' as priority, f ->> 'type' as type, f -> 'owner' as owner,
    (f ->> 'startDate')::date as start_date, (f ->> 'dueDate')::date as due_date,
    (f ->> 'createdAt')::timestamp at time zone 'UTC' as created_at, (f ->> 'updatedAt')::timestamp at time zone 'UTC' as updated_at,
    (f ->> 'resolvedAt')::timestamp at time zone 'UTC' as resolved_at, f -> 'labels' as labels, f -> 'components' as components,
    f -> 'parent' as parent, f -> 'attributes' as attributes,
    j -> 'sourceMetadata' as source_metadata, i.last_sync as last_sync_timestamp, i.mapping_version
from jira.item i, lateral (select jira.item_json(i) as j) o, lateral (select o.j as f) p
where i.entity = 'project';

create view zenem.stories as
select i.connector_id as source_connection_id, i.jira_id, i.jira_key, f ->> 'title' as title, f ->> 'description' as description,
    f ->> 'status' as status, f ->> 'priority' as priority, f ->> 'type' as type, f -> 'assignee' as assignee, f -> 'reporter' as reporter,
    (f ->> 'storyPoints')::numeric as story_points, (f ->> 'startDate')::date as start_date, (f ->> 'dueDate')::date as due_date,
    (f ->> 'createdAt')::timestamp at time zone 'UTC' as created_at, (f ->> 'updatedAt')::timestamp at time zone 'UTC' as updated_at,
    (f ->> 'resolvedAt')::timestamp at time zone 'UTC' as resolved_at, f -> 'labels' as labels, f -> 'components' as components,
    f -> 'parent' as parent, f -> 'sprints' as sprints, f -> 'releases' as releases, f -> 'attributes' as attributes,
    j -> 'sourceMetadata' as source_metadata, i.last_sync as last_sync_timestamp, i.mapping_version
from jira.item i, lateral (select jira.item_json(i) as j) o, lateral (select o.j as f) p
where i.entity = 'story';

create view zenem.releases as
select connector_id as source_connection_id, jira_id, name, description, released, release_date, start_date, archived, project_key,
    source as source_metadata, last_sync as last_sync_timestamp, mapping_version
from jira.release;

create view zenem.sprints as
select connector_id as source_connection_id, jira_id, name, state, start_date, end_date, complete_date, goal, board_id,
    planned_points, completed_points, source as source_metadata, last_sync as last_sync_timestamp, mapping_version
from jira.sprint;

create view zenem.users as
select connector_id as source_connection_id, account_id, display_name, email, active, account_type, zenem_email
from jira.jira_user;

-- The contract for downstream SQL readers (schema zenem), and the list of all secrets. Repeatable: this file runs again whenever it changes.
-- A view that loses a column, or has one elsewhere than at its end, needs a "drop view" before it; the grants of docs/database-roles.sql come
-- back by default privileges. With offset 0 an item's answer is made once, and not again for each column.

create or replace view zenem.projects as
select i.connector_id as source_connection_id, i.jira_id, i.jira_key, f ->> 'name' as name, f ->> 'description' as description,
    f ->> 'status' as status, f ->> 'priority' as priority, f ->> 'type' as type, f -> 'owner' as owner,
    (f ->> 'startDate')::date as start_date, (f ->> 'dueDate')::date as due_date,
    (f ->> 'createdAt')::timestamp at time zone 'UTC' as created_at, (f ->> 'updatedAt')::timestamp at time zone 'UTC' as updated_at,
    (f ->> 'resolvedAt')::timestamp at time zone 'UTC' as resolved_at, f -> 'labels' as labels, f -> 'components' as components,
    f -> 'parent' as parent, f -> 'attributes' as attributes,
    f -> 'sourceMetadata' as source_metadata, i.last_sync as last_sync_timestamp, i.mapping_version
from jira.item i, lateral (select jira.item_json(i) as f offset 0) o
where i.entity = 'project';

create or replace view zenem.stories as
select i.connector_id as source_connection_id, i.jira_id, i.jira_key, f ->> 'title' as title, f ->> 'description' as description,
    f ->> 'status' as status, f ->> 'priority' as priority, f ->> 'type' as type, f -> 'assignee' as assignee, f -> 'reporter' as reporter,
    (f ->> 'storyPoints')::numeric as story_points, (f ->> 'startDate')::date as start_date, (f ->> 'dueDate')::date as due_date,
    (f ->> 'createdAt')::timestamp at time zone 'UTC' as created_at, (f ->> 'updatedAt')::timestamp at time zone 'UTC' as updated_at,
    (f ->> 'resolvedAt')::timestamp at time zone 'UTC' as resolved_at, f -> 'labels' as labels, f -> 'components' as components,
    f -> 'parent' as parent, f -> 'sprints' as sprints, f -> 'releases' as releases, f -> 'attributes' as attributes,
    f -> 'sourceMetadata' as source_metadata, i.last_sync as last_sync_timestamp, i.mapping_version
from jira.item i, lateral (select jira.item_json(i) as f offset 0) o
where i.entity = 'story';

create or replace view zenem.releases as
select connector_id as source_connection_id, jira_id, name, description, released, release_date, start_date, archived, project_key,
    source || jsonb_build_object('jiraId', jira_id::text) as source_metadata, last_sync as last_sync_timestamp, mapping_version
from jira.release;

create or replace view zenem.sprints as
select connector_id as source_connection_id, jira_id, name, state, start_date, end_date, complete_date, goal, board_id,
    case when state = 'active' then planned_points end as planned_points,
    case when state = 'active' then completed_points end as completed_points, source || jsonb_build_object('jiraId', jira_id::text) as source_metadata,
    last_sync as last_sync_timestamp, mapping_version
from jira.sprint;

create or replace view zenem.users as
select u.connector_id as source_connection_id, u.account_id, u.display_name, u.email, u.active, u.account_type, u.zenem_email, u.mapped_by,
    u.gone_at, jira.user_source(u, c.base_url, c.auth_type) as source_metadata, u.last_sync as last_sync_timestamp, u.mapping_version
from jira.jira_user u join jira.connector c on c.id = u.connector_id;

comment on view zenem.projects is 'Zenem''s projects: the epics of the scope, one row each. A target that is not mapped is null.';
comment on column zenem.projects.source_connection_id is 'The connector, by its id.';
comment on column zenem.projects.jira_id is 'Jira''s id of the epic; it stays when the epic moves or its key changes.';
comment on column zenem.projects.jira_key is 'The key now, such as ABC-12.';
comment on column zenem.projects.name is 'As mapped, usually the summary.';
comment on column zenem.projects.description is 'Plain text, whatever markup Jira has; null where empty.';
comment on column zenem.projects.status is 'NOT_STARTED, IN_PROGRESS, BLOCKED, DONE or CANCELLED.';
comment on column zenem.projects.priority is 'Jira''s name of it, or what the mapping''s enumMap makes of it.';
comment on column zenem.projects.type is 'The issue type''s name, or what the mapping''s enumMap makes of it.';
comment on column zenem.projects.owner is 'A person: accountId, displayName, zenemEmail (null while nobody in Zenem is matched).';
comment on column zenem.projects.start_date is 'A day in the connector''s time zone.';
comment on column zenem.projects.due_date is 'A day in the connector''s time zone.';
comment on column zenem.projects.created_at is 'As mapped.';
comment on column zenem.projects.updated_at is 'As mapped.';
comment on column zenem.projects.resolved_at is 'As mapped.';
comment on column zenem.projects.labels is 'Texts, in Jira''s order.';
comment on column zenem.projects.components is 'Names, in Jira''s order.';
comment on column zenem.projects.parent is 'jiraId and jiraKey of what is above the epic.';
comment on column zenem.projects.attributes is 'The mapping''s own targets by name; an empty object where it has none.';
comment on column zenem.projects.source_metadata is 'Where it came from: jiraId, key where it has one, self (its address in Jira), via (webhook, backfill, reconcile, replay, versions or sprints), jobId or deliveryId.';
comment on column zenem.projects.last_sync_timestamp is 'When it was last read from Jira and written here.';
comment on column zenem.projects.mapping_version is 'The mapping version that was active then, such as map_v1.';

comment on view zenem.stories is 'Zenem''s stories: all other issues of the scope, one row each. A target that is not mapped is null.';
comment on column zenem.stories.source_connection_id is 'The connector, by its id.';
comment on column zenem.stories.jira_id is 'Jira''s id of the story; it stays when the story moves or its key changes.';
comment on column zenem.stories.jira_key is 'The key now, such as ABC-12.';
comment on column zenem.stories.title is 'As mapped, usually the summary.';
comment on column zenem.stories.description is 'Plain text, whatever markup Jira has; null where empty.';
comment on column zenem.stories.status is 'NOT_STARTED, IN_PROGRESS, BLOCKED, DONE or CANCELLED.';
comment on column zenem.stories.priority is 'Jira''s name of it, or what the mapping''s enumMap makes of it.';
comment on column zenem.stories.type is 'The issue type''s name, or what the mapping''s enumMap makes of it.';
comment on column zenem.stories.assignee is 'A person: accountId, displayName, zenemEmail (null while nobody in Zenem is matched).';
comment on column zenem.stories.reporter is 'A person: accountId, displayName, zenemEmail (null while nobody in Zenem is matched).';
comment on column zenem.stories.story_points is 'A number; null where Jira has none.';
comment on column zenem.stories.start_date is 'A day in the connector''s time zone.';
comment on column zenem.stories.due_date is 'A day in the connector''s time zone.';
comment on column zenem.stories.created_at is 'As mapped.';
comment on column zenem.stories.updated_at is 'As mapped.';
comment on column zenem.stories.resolved_at is 'As mapped.';
comment on column zenem.stories.labels is 'Texts, in Jira''s order.';
comment on column zenem.stories.components is 'Names, in Jira''s order.';
comment on column zenem.stories.parent is 'jiraId and jiraKey of the epic of a story, or of the story of a sub-task.';
comment on column zenem.stories.sprints is 'Ids of sprints, in Jira''s order.';
comment on column zenem.stories.releases is 'Ids of releases (fix versions), in Jira''s order.';
comment on column zenem.stories.attributes is 'The mapping''s own targets by name; an empty object where it has none.';
comment on column zenem.stories.source_metadata is 'Where it came from: jiraId, key where it has one, self (its address in Jira), via (webhook, backfill, reconcile, replay, versions or sprints), jobId or deliveryId.';
comment on column zenem.stories.last_sync_timestamp is 'When it was last read from Jira and written here.';
comment on column zenem.stories.mapping_version is 'The mapping version that was active then, such as map_v1.';

comment on view zenem.releases is 'Zenem''s releases: the versions of the scope''s projects.';
comment on column zenem.releases.source_connection_id is 'The connector, by its id.';
comment on column zenem.releases.jira_id is 'Jira''s id of the version.';
comment on column zenem.releases.name is 'Its name now.';
comment on column zenem.releases.description is 'Plain text; null where empty.';
comment on column zenem.releases.released is 'Whether it is released.';
comment on column zenem.releases.release_date is 'The day planned, or of its release.';
comment on column zenem.releases.start_date is 'The day it begins.';
comment on column zenem.releases.archived is 'Whether it is archived.';
comment on column zenem.releases.project_key is 'The key of its Jira project.';
comment on column zenem.releases.source_metadata is 'Where it came from: jiraId, key where it has one, self (its address in Jira), via (webhook, backfill, reconcile, replay, versions or sprints), jobId or deliveryId.';
comment on column zenem.releases.last_sync_timestamp is 'When it was last read from Jira and written here.';
comment on column zenem.releases.mapping_version is 'The mapping version that was active then, such as map_v1.';

comment on view zenem.sprints is 'Zenem''s sprints: those of the boards of the scope''s projects, closed ones too.';
comment on column zenem.sprints.source_connection_id is 'The connector, by its id.';
comment on column zenem.sprints.jira_id is 'Jira''s id of the sprint.';
comment on column zenem.sprints.name is 'Its name now.';
comment on column zenem.sprints.state is 'future, active or closed.';
comment on column zenem.sprints.start_date is 'Its begin.';
comment on column zenem.sprints.end_date is 'Its planned end.';
comment on column zenem.sprints.complete_date is 'When it was closed.';
comment on column zenem.sprints.goal is 'Its goal; null where empty.';
comment on column zenem.sprints.board_id is 'The board that it was made on, by Jira''s id.';
comment on column zenem.sprints.planned_points is 'The story points of its issues; null unless it is active.';
comment on column zenem.sprints.completed_points is 'The story points of those of them that are done; null unless it is active.';
comment on column zenem.sprints.source_metadata is 'Where it came from: jiraId, key where it has one, self (its address in Jira), via (webhook, backfill, reconcile, replay, versions or sprints), jobId or deliveryId.';
comment on column zenem.sprints.last_sync_timestamp is 'When it was last read from Jira and written here.';
comment on column zenem.sprints.mapping_version is 'The mapping version that was active then, such as map_v1.';

comment on view zenem.users is 'The people that items or lists of the scope name, with whom they are in Zenem.';
comment on column zenem.users.source_connection_id is 'The connector, by its id.';
comment on column zenem.users.account_id is 'Jira''s id of the account (the user key on Data Center).';
comment on column zenem.users.display_name is 'The name that Jira shows; empty where it is hidden.';
comment on column zenem.users.email is 'The address that Jira shows; null where it is hidden.';
comment on column zenem.users.active is 'Whether the account is active.';
comment on column zenem.users.account_type is 'Jira''s type of the account, such as atlassian or app.';
comment on column zenem.users.zenem_email is 'The Zenem user that is matched; null while there is none.';
comment on column zenem.users.mapped_by is 'What matched them: the email, or an admin by hand.';
comment on column zenem.users.gone_at is 'Since when Jira does not know the account any more; null while it does.';
comment on column zenem.users.source_metadata is 'Where it came from: jiraId, key where it has one, self (its address in Jira), via (webhook, backfill, reconcile, replay, versions or sprints), jobId or deliveryId.';
comment on column zenem.users.last_sync_timestamp is 'When it was last read from Jira and written here.';
comment on column zenem.users.mapping_version is 'The mapping version that was active then, such as map_v1.';

-- Every secret that is stored, as the ciphertext that it is, so that a new encryption key finds them all. A new column with a ciphertext
-- belongs in here and in sql/secret/renew.sql.
create or replace view jira.secret as
select id as connector_id, 'credentials' as place, credentials as ciphertext from jira.connector where credentials is not null
union all
select connector_id, 'refresh_token', refresh_token from jira.oauth where refresh_token is not null
union all
select connector_id, 'access_token', access_token from jira.oauth where access_token is not null
union all
select connector_id, 'secret', secret from jira.webhook where secret is not null
union all
select connector_id, 'next_secret', next_secret from jira.webhook where next_secret is not null;
comment on view jira.secret is 'Every secret that is stored, as ciphertext.';

-- Issues whose parent vanished without a change of theirs: it was deleted, or is hidden from the account. Jira tells nobody when a
-- hidden parent comes back, so they are read again by every reconcile for a while.
create table jira.parentless (
    connector_id text        not null references jira.connector on delete cascade,
    jira_id      bigint      not null,
    since        timestamptz not null default now(),
    primary key (connector_id, jira_id)
);

-- Of the drift, what changed without a change of updated (a renamed status, say): no webhook could have told it.
alter table jira.job add column untold int not null default 0;

drop view zenem.releases;
create view zenem.releases as
select connector_id as source_connection_id, jira_id, name, description, released, release_date, start_date, archived, project_key,
    source || jsonb_build_object('jiraId', jira_id::text) as source_metadata, last_sync as last_sync_timestamp, mapping_version
from jira.release;

drop view zenem.sprints;
create view zenem.sprints as
select connector_id as source_connection_id, jira_id, name, state, start_date, end_date, complete_date, goal, board_id,
    planned_points, completed_points, source || jsonb_build_object('jiraId', jira_id::text) as source_metadata,
    last_sync as last_sync_timestamp, mapping_version
from jira.sprint;

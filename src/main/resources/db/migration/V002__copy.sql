create table jira.item (
    connector_id    text        not null references jira.connector on delete cascade,
    jira_id         bigint      not null,
    entity          text        not null check (entity in ('project', 'story')),
    jira_key        text        not null,
    project_id      bigint      not null,
    issue_type      text        not null,
    fields          jsonb       not null,
    refs            text[]      not null default '{}',
    status          text generated always as (fields ->> 'status') stored,
    assignee        text generated always as (coalesce(fields -> 'assignee' ->> 'accountId', fields -> 'owner' ->> 'accountId')) stored,
    reporter        text generated always as (fields -> 'reporter' ->> 'accountId') stored,
    updated         timestamptz,
    observed_at     timestamptz not null,
    mapping_version text        not null,
    source          jsonb       not null,
    last_sync       timestamptz not null,
    primary key (connector_id, jira_id)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
-- Only the primary key begins with the connector: of several that do, the planner may take the wrong one for a look by the key, because it
-- expects one row of a connector that it has not counted yet. What items are filtered by stands in the indexes, so that counting need not read the rows
create index item_by_entity on jira.item (entity, connector_id, jira_id) include (status, updated, mapping_version, project_id);
create index item_by_status on jira.item (entity, connector_id, status, jira_id) include (updated);
create index item_by_updated on jira.item (entity, connector_id, updated, jira_id) include (status);
create index item_by_key on jira.item (jira_key, connector_id);
create index item_by_parent on jira.item (connector_id, (fields -> 'parent' ->> 'jiraId'), jira_id)
    where fields -> 'parent' ->> 'jiraId' is not null;
create index item_by_parent_key on jira.item (connector_id, (fields -> 'parent' ->> 'jiraKey'))
    where fields -> 'parent' ->> 'jiraKey' is not null;
create index item_by_assignee on jira.item (connector_id, assignee, jira_id) where assignee is not null;
-- an item counts once for somebody who is both
create index item_by_reporter on jira.item (connector_id, reporter, jira_id) include (assignee) where reporter is not null;
create index item_by_refs on jira.item using gin (refs);
comment on table jira.item is 'The copy of issues: epics are projects, all others stories, with the mapped values. Kept: until Jira has the issue no more or it leaves the scope.';
comment on column jira.item.project_id is 'Of the Jira project.';
comment on column jira.item.fields is 'The mapped values by target name.';
comment on column jira.item.refs is 'What it refers to by id (sprint:197, version:10001, customfield_10030:10201) or by key alone (key:ABC-1).';
comment on column jira.item.assignee is 'By account id; of a project its owner. A column, because an index can answer for it without the row.';
comment on column jira.item.updated is 'Jira''s own; older states never overwrite newer ones.';
comment on column jira.item.observed_at is 'When Jira was asked; decides between states of equal updated.';
comment on column jira.item.mapping_version is 'The mapping that made the values.';
comment on column jira.item.source is 'Lineage: via, jobId or deliveryId, self.';

create table jira.tombstone (
    connector_id text        not null references jira.connector on delete cascade,
    jira_id      bigint      not null,
    removed_at   timestamptz not null,
    observed_at  timestamptz not null,
    verdict      text        not null,
    evidence     text        not null,
    entity       text,
    jira_key     text,
    primary key (connector_id, jira_id)
);
create index tombstone_by_age on jira.tombstone (observed_at);
comment on table jira.tombstone is 'Issues that were removed: without it a late update would bring a deleted issue back. Kept: 90 days, or until the issue is restored.';
comment on column jira.tombstone.removed_at is 'Jira''s time of the deletion where it is known.';
comment on column jira.tombstone.verdict is 'Why it was removed, such as deleted, not_found, out_of_scope, project_gone.';
comment on column jira.tombstone.evidence is 'What showed it, in words.';
comment on column jira.tombstone.entity is 'project or story; null where the copy never had it.';
comment on column jira.tombstone.jira_key is 'The key that it had in the copy; likewise.';

create table jira.parentless (
    connector_id text        not null references jira.connector on delete cascade,
    jira_id      bigint      not null,
    since        timestamptz not null default now(),
    primary key (connector_id, jira_id)
);
comment on table jira.parentless is 'Issues that lost their parent without a change of theirs (deleted, or hidden from the account); every reconcile reads them again, because Jira does not say when a hidden parent is back. Kept: 30 days, or until the parent is back.';

create table jira.label (
    connector_id text        not null references jira.connector on delete cascade,
    ref          text        not null,
    text         text        not null,
    observed_at  timestamptz not null default now(),
    primary key (connector_id, ref)
);
comment on table jira.label is 'What the things are called to which items refer by id (status:3), as Jira''s lists and reads tell it. Kept: until a reconcile finds no item that refers to it.';
comment on column jira.label.text is 'Empty where the copy shows the id alone.';
comment on column jira.label.observed_at is 'When Jira was asked.';

create table jira.fanout (
    connector_id text   not null references jira.connector on delete cascade,
    ref          text   not null,
    after_id     bigint not null default 0,
    marked_at    timestamptz not null default now(),
    primary key (connector_id, ref)
);
comment on table jira.fanout is 'References that are shown otherwise now (another name, another key, another match of a person): the items that have them become outbox events in batches. Kept: until all are reported.';
comment on column jira.fanout.after_id is 'Items up to this id are reported.';
comment on column jira.fanout.marked_at is 'When it became another one the last time: who deals with an earlier time leaves it.';

create table jira.release (
    connector_id    text        not null references jira.connector on delete cascade,
    jira_id         bigint      not null,
    project_id      bigint      not null,
    project_key     text        not null,
    name            text        not null,
    description     text,
    released        boolean     not null,
    archived        boolean     not null,
    start_date      date,
    release_date    date,
    observed_at     timestamptz not null,
    mapping_version text        not null,
    source          jsonb       not null,
    last_sync       timestamptz not null,
    primary key (connector_id, jira_id)
);
create index release_by_project on jira.release (connector_id, project_id);
comment on table jira.release is 'The copy of versions. Kept: until Jira has the version no more or its project leaves the scope.';

create table jira.sprint (
    connector_id     text        not null references jira.connector on delete cascade,
    jira_id          bigint      not null,
    board_id         bigint      not null,
    name             text        not null,
    state            text        not null,
    goal             text,
    start_date       timestamptz,
    end_date         timestamptz,
    complete_date    timestamptz,
    planned_points   numeric,
    completed_points numeric,
    observed_at      timestamptz not null,
    mapping_version  text        not null,
    source           jsonb       not null,
    last_sync        timestamptz not null,
    primary key (connector_id, jira_id)
);
create index sprint_by_state on jira.sprint (connector_id, state, jira_id);
comment on table jira.sprint is 'The copy of sprints, with the story points of active ones. Kept: until no board of the scope lists the sprint.';
comment on column jira.sprint.board_id is 'The board that it was made on.';

create table jira.sprint_board (
    connector_id text   not null,
    board_id     bigint not null,
    sprint_id    bigint not null,
    primary key (connector_id, board_id, sprint_id),
    foreign key (connector_id, sprint_id) references jira.sprint on delete cascade
);
create index sprint_board_by_sprint on jira.sprint_board (connector_id, sprint_id);
comment on table jira.sprint_board is 'Which boards list a sprint. Kept: as long as they do.';

create table jira.board (
    connector_id text        not null references jira.connector on delete cascade,
    board_id     bigint      not null,
    read_at      timestamptz,
    primary key (connector_id, board_id)
);
comment on table jira.board is 'The boards whose sprints the copy has, as the last sync found them: a sprint''s event names its board and nothing else. Kept: until a sync does not find the board.';
comment on column jira.board.read_at is 'What one job found gone may have been seen again by another before the first removes it.';

create table jira.points_due (
    connector_id text        not null,
    sprint_id    bigint      not null,
    due_at       timestamptz not null,
    changed_at   timestamptz not null default now(),
    primary key (connector_id, sprint_id),
    foreign key (connector_id, sprint_id) references jira.sprint on delete cascade
);
create index points_due_by_time on jira.points_due (due_at);
comment on table jira.points_due is 'Active sprints whose story points changed with one of their issues. Kept: until the sum is written.';
comment on column jira.points_due.due_at is 'When the sum is to be read; whoever takes it moves it a minute ahead.';
comment on column jira.points_due.changed_at is 'The last change of an issue: a sum that began earlier, or before Jira''s index had the change, may lack it.';

create table jira.coverage (
    connector_id text        not null references jira.connector on delete cascade,
    project_id   bigint      not null,
    jira_count   bigint      not null,
    copy_count   bigint      not null,
    proven_at    timestamptz not null,
    primary key (connector_id, project_id)
);
comment on table jira.coverage is 'How many issues of each project Jira counted when an admin last had it proved, and how many the copy had. Kept: as long as the connector, replaced at each proof.';

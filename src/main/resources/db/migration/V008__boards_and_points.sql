-- The boards whose sprints the copy keeps, as the last sync found them: a sprint event names its board and nothing else.
create table jira.board (
    connector_id text   not null references jira.connector on delete cascade,
    board_id     bigint not null,
    primary key (connector_id, board_id)
);
insert into jira.board (connector_id, board_id) select distinct connector_id, board_id from jira.sprint_board;

-- Active sprints whose points changed with one of their issues. A row is taken for a minute and deleted when the sum is written.
create table jira.points_due (
    connector_id text        not null,
    sprint_id    bigint      not null,
    due_at       timestamptz not null,
    primary key (connector_id, sprint_id),
    foreign key (connector_id, sprint_id) references jira.sprint on delete cascade
);
create index points_due_by_time on jira.points_due (due_at);

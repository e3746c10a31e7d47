-- The inbox of a connector is drained by one worker at a time, so that no issue is ever in two hands and a slow Jira holds up
-- nobody but its own connector. The turn fences a worker whose lease another one took over.
create table jira.inbox_lease (
    connector_id text primary key references jira.connector on delete cascade,
    owner        text        not null,
    turn         bigint      not null default 1,
    lease_until  timestamptz not null
);
alter table jira.delivery drop column owner, drop column lease_until;
-- finds in one step whether a connector has anything to be applied now, however long its backlog is
create index delivery_due on jira.delivery (connector_id, run_after) where outcome is null;

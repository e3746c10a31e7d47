create table jira.delivery (
    id           bigint generated always as identity primary key,
    connector_id text        not null references jira.connector on delete cascade,
    identifier   text        not null,
    received_at  timestamptz not null default clock_timestamp(),
    body         bytea,
    issue_id     bigint,
    event        text,
    outcome      text,
    reason       text,
    finished_at  timestamptz,
    duplicates   int         not null default 0,
    attempts     int         not null default 0,
    run_after    timestamptz not null default now(),
    unique (connector_id, identifier)
) with (autovacuum_vacuum_scale_factor = 0.02);
-- A worker takes the oldest deliveries that wait. Ordered by the bare id, the planner may walk the primary key, which is right while most
-- of them wait and reads every finished one again for each batch later; only this index has the order of (+id), so only it is walked.
create index delivery_oldest on jira.delivery (connector_id, (+id)) where outcome is null;
-- finds in one step whether a connector has anything to be applied now, however long its backlog is
create index delivery_due on jira.delivery (connector_id, run_after) where outcome is null;
create index delivery_by_time on jira.delivery (connector_id, received_at);
create index delivery_by_age on jira.delivery (received_at) where outcome is not null;
create index delivery_gaps on jira.delivery (connector_id, received_at) where event is distinct from 'reread';
-- how many of a week's deliveries brought something is counted without reading them
create index delivery_applied on jira.delivery (connector_id, received_at) where outcome = 'applied' and event is distinct from 'reread';
create index delivery_by_issue on jira.delivery (issue_id, connector_id) where outcome is not null and issue_id is not null;
comment on table jira.delivery is 'The inbox, and the ledger of what came: webhooks that were accepted, and reads that the service asks of itself. Kept: 8 days; the body until the delivery has an outcome.';
comment on column jira.delivery.issue_id is 'Of the issue that it is about; of one that waits: to be read from Jira, instead of or after the body.';
comment on column jira.delivery.outcome is 'applied, stale, out_of_scope, ignored or dead; null: pending.';

create table jira.entity_change (
    id           bigint generated always as identity primary key,
    connector_id text        not null references jira.connector on delete cascade,
    entity       text        not null,
    jira_id      bigint,
    account_id   text,
    action       text        not null check (action in ('created', 'updated', 'deleted')),
    at           timestamptz not null default clock_timestamp(),
    tries        int         not null default 0,
    due_at       timestamptz not null default now(),
    refused_at   timestamptz,
    constraint entity_change_names_one check (num_nonnulls(jira_id, account_id) = 1)
);
-- (+id), so that nobody takes the primary key and walks through the changes of all other connectors
create index entity_change_oldest on jira.entity_change (connector_id, (+id)) include (due_at);
-- what holds up the later changes of its own entity
create index entity_change_refused on jira.entity_change (connector_id, entity, coalesce(jira_id::text, account_id), id) where tries > 0;
comment on table jira.entity_change is 'The outbox: each change of a Zenem entity, written in the transaction of its row. Kept: until it is published, or a dead letter after the last try.';
comment on column jira.entity_change.account_id is 'Of a person, whose id is a text.';
comment on column jira.entity_change.refused_at is 'When the listener refused it for the first time.';

create table jira.sink (
    connector_id text primary key references jira.connector on delete cascade,
    failures     int         not null default 0,
    retry_at     timestamptz not null default '-infinity',
    taken_at     timestamptz not null default '-infinity'
);
comment on table jira.sink is 'Where a connector''s changes go to, as far as it takes any. Kept: as long as the connector.';
comment on column jira.sink.failures is 'Batches in a row of which nothing was taken: the sink is away.';
comment on column jira.sink.taken_at is 'When the sink last took a change.';

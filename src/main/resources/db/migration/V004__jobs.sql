create table jira.lease (
    name  text        primary key,
    owner text        not null,
    fence bigint      not null unique generated always as identity,
    until timestamptz not null
);
comment on table jira.lease is 'What an instance alone may do for a time, and another one when it has died: job:acme is a heavy job of the connector acme, job:acme/sprints_001 a light one, inbox:acme its deliveries, outbox:acme its changes, webhook:acme its registration at Jira, oauth:acme the refresh of its tokens. Kept: until it is released, or a day.';
comment on column jira.lease.owner is 'An instance; empty: nobody, until it ends.';
comment on column jira.lease.fence is 'Given once and never again: whoever had the lease before is not taken for its holder, whatever became of the row.';

create table jira.job (
    connector_id      text        not null references jira.connector on delete cascade,
    id                text        not null,
    kind              text        not null check (kind in ('backfill', 'reconcile', 'versions', 'sprints', 'discover-users', 'replay')),
    number            int         not null,
    trigger           text        not null,
    request           jsonb       not null,
    status            text        not null default 'QUEUED'
                      check (status in ('QUEUED', 'RUNNING', 'NEEDS_CONFIRMATION', 'COMPLETED', 'FAILED', 'CANCELLED')),
    stage             text        not null default 'prepare',
    context           jsonb       not null default '{}',
    created_at        timestamptz not null default now(),
    started_at        timestamptz,
    finished_at       timestamptz,
    run_after         timestamptz not null default now(),
    attempt           int         not null default 0,
    lease             bigint,
    failures          int         not null default 0,
    last_error        text,
    cancel_requested  boolean     not null default false,
    confirmed_by      text,
    checkpoint_at     timestamptz,
    pages             int         not null default 0,
    issues_fetched    int         not null default 0,
    upserts           int         not null default 0,
    conflicts         int         not null default 0,
    dead_letters      int         not null default 0,
    requests          jsonb       not null default '{}',
    missed            int         not null default 0,
    stale             int         not null default 0,
    deleted           int         not null default 0,
    untold            int         not null default 0,
    rate_limit_events int         not null default 0,
    last_429_at       timestamptz,
    retry_after_sec   int,
    primary key (connector_id, id)
);
create index job_queue on jira.job (run_after) where status in ('QUEUED', 'RUNNING');
create index job_history on jira.job (connector_id, created_at desc);
-- a running job answers for what happened before it began; what has to cover the present moment waits behind it
create unique index job_no_equal_request on jira.job (connector_id, kind, md5(request::text)) where status = 'QUEUED' and started_at is null;
comment on table jira.job is 'The queue of jobs and their history: backfill, reconcile, versions, sprints, discover-users, replay. Kept: 90 days after the end; the newest of each kind stays.';
comment on column jira.job.trigger is 'admin, schedule, first or webhook.';
comment on column jira.job.context is 'What its stages know of each other.';
comment on column jira.job.lease is 'The fence of the lease of its last attempt.';
comment on column jira.job.attempt is 'The fencing token: a worker that lost its lease writes nothing more.';
comment on column jira.job.failures is 'Failed attempts in a row.';
comment on column jira.job.requests is 'Requests to Jira by stage, each try counted; written every second.';
comment on column jira.job.missed is 'Drift: what the copy lacked.';
comment on column jira.job.stale is 'Drift: what the copy had in an older state.';
comment on column jira.job.deleted is 'Drift: what the copy had and Jira did not.';
comment on column jira.job.untold is 'Of the drift, what changed without a change of updated (a renamed status, say): no webhook could report it.';

create table jira.job_slice (
    connector_id text    not null,
    job_id       text    not null,
    stage        text    not null,
    number       int     not null,
    spec         jsonb   not null,
    next_token   text,
    pages        int     not null default 0,
    done         boolean not null default false,
    primary key (connector_id, job_id, stage, number),
    foreign key (connector_id, job_id) references jira.job on delete cascade
);
comment on table jira.job_slice is 'The slices of a job''s stage, each a walk through Jira of its own. Kept: a day after the job''s end.';
comment on column jira.job_slice.next_token is 'The checkpoint: where the walk goes on.';

create table jira.census (
    connector_id text    not null,
    job_id       text    not null,
    jira_id      bigint  not null,
    recent       boolean not null,
    primary key (connector_id, job_id, jira_id),
    foreign key (connector_id, job_id) references jira.job on delete cascade
);
comment on table jira.census is 'The ids that Jira''s search named during a job. Kept: until the job''s end.';
comment on column jira.census.recent is 'One that the copy must have.';

create table jira.suspect (
    connector_id text   not null,
    job_id       text   not null,
    jira_id      bigint not null,
    reason       text   not null,
    found_key    text,
    verdict      text,
    evidence     text,
    judged_at    timestamptz,
    primary key (connector_id, job_id, jira_id),
    foreign key (connector_id, job_id) references jira.job on delete cascade
);
create index suspect_open on jira.suspect (connector_id, job_id, jira_id) where verdict is null;
comment on table jira.suspect is 'Issues to be read by id before a job concludes anything about them, and what it concluded. Kept: 7 days after the job''s end.';
comment on column jira.suspect.found_key is 'The key under which the issue lives now.';
comment on column jira.suspect.verdict is 'present, or why it is to be removed; null: not read yet.';

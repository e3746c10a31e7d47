create table jira.job (
    connector_id   text        not null references jira.connector on delete cascade,
    id             text        not null,
    kind           text        not null check (kind in ('backfill', 'reconcile', 'versions', 'sprints', 'discover-users', 'replay')),
    number         int         not null,
    status         text        not null default 'QUEUED'
                   check (status in ('QUEUED', 'RUNNING', 'NEEDS_CONFIRMATION', 'COMPLETED', 'FAILED', 'CANCELLED')),
    stage          text        not null default 'prepare',
    request        jsonb       not null,
    trigger        text        not null,   -- admin, schedule, first, webhook
    context        jsonb       not null default '{}',
    created_at     timestamptz not null default now(),
    started_at     timestamptz,
    finished_at    timestamptz,
    run_after      timestamptz not null default now(),
    attempt        int         not null default 0,   -- fences a worker that lost its lease
    failures       int         not null default 0,   -- failed attempts in a row
    owner          text,
    lease_until    timestamptz,
    cancel_requested boolean   not null default false,
    confirmed_by   text,
    checkpoint_at  timestamptz,
    pages          int         not null default 0,
    issues_fetched int         not null default 0,
    upserts        int         not null default 0,
    conflicts      int         not null default 0,
    dead_letters   int         not null default 0,
    requests       int         not null default 0,
    missed         int         not null default 0,
    stale          int         not null default 0,
    deleted        int         not null default 0,
    rate_limit_events int      not null default 0,
    last_429_at    timestamptz,
    retry_after_sec int,
    last_error     text,
    primary key (connector_id, id)
);
create index job_queue on jira.job (run_after) where status in ('QUEUED', 'RUNNING');
create unique index job_no_equal_request on jira.job (connector_id, kind, md5(request::text)) where status in ('QUEUED', 'RUNNING');
create index job_history on jira.job (connector_id, created_at desc);

-- One token walk through Jira each; the token is the checkpoint.
create table jira.job_slice (
    connector_id text not null,
    job_id       text not null,
    stage        text not null,
    number       int  not null,
    spec         jsonb not null,
    next_token   text,
    pages        int  not null default 0,
    done         boolean not null default false,
    primary key (connector_id, job_id, stage, number),
    foreign key (connector_id, job_id) references jira.job on delete cascade
);

-- The ids that Jira's search named during one job; recent: those that the copy must have.
create table jira.census (
    connector_id text    not null,
    job_id       text    not null,
    jira_id      bigint  not null,
    recent       boolean not null,
    primary key (connector_id, job_id, jira_id),
    foreign key (connector_id, job_id) references jira.job on delete cascade
);

-- Issues to be asked for by id before anything is concluded about them.
create table jira.suspect (
    connector_id text   not null,
    job_id       text   not null,
    jira_id      bigint not null,
    reason       text   not null,   -- missed, gone, buried, renamed, parent
    found_key    text,              -- the key under which it lives now
    verdict      text,
    evidence     text,
    judged_at    timestamptz,
    primary key (connector_id, job_id, jira_id),
    foreign key (connector_id, job_id) references jira.job on delete cascade
);
create index suspect_open on jira.suspect (connector_id, job_id, jira_id) where verdict is null;

create table jira.webhook (
    connector_id  text primary key references jira.connector on delete cascade,
    mode          text        not null check (mode in ('jira', 'manual')),
    secret        bytea       not null,
    next_secret   bytea,               -- accepted too while a rotation is under way
    registration  text,                -- the webhook's id at Jira
    registered_at timestamptz not null default now(),
    rotated_at    timestamptz
);

-- Inbox and ledger in one: a delivery is pending until it has an outcome; its body is kept only as long.
create table jira.delivery (
    id             bigint generated always as identity primary key,
    connector_id   text        not null references jira.connector on delete cascade,
    identifier     text        not null,
    received_at    timestamptz not null default clock_timestamp(),
    body           bytea,
    issue_id       bigint,               -- for a re-read that the service asks of itself
    outcome        text,                 -- applied, stale, out_of_scope, ignored, dead; null: pending
    event          text,
    reason         text,
    finished_at    timestamptz,
    duplicates     int         not null default 0,
    attempts       int         not null default 0,
    run_after      timestamptz not null default now(),
    owner          text,
    lease_until    timestamptz,
    unique (connector_id, identifier)
);
create index delivery_pending on jira.delivery (connector_id, id) where outcome is null;
create index delivery_by_time on jira.delivery (connector_id, received_at);

-- Deliveries that were refused: counted by the minute, nothing of them kept.
create table jira.rejection (
    connector_id text        not null references jira.connector on delete cascade,
    minute       timestamptz not null,
    count        int         not null,
    last_at      timestamptz not null,
    primary key (connector_id, minute)
);

create table jira.dead_letter (
    connector_id text        not null references jira.connector on delete cascade,
    entity       text        not null,
    jira_id      text        not null,
    jira_key     text,
    reason       text        not null,
    job_id       text,
    delivery_id  bigint,
    tries        int         not null default 1,
    first_at     timestamptz not null default now(),
    last_at      timestamptz not null default now(),
    primary key (connector_id, entity, jira_id)
);
create index dead_letter_by_time on jira.dead_letter (connector_id, last_at);

create table jira.log_entry (
    id           bigint generated always as identity primary key,
    connector_id text        not null references jira.connector on delete cascade,
    at           timestamptz not null default clock_timestamp(),
    level        text        not null check (level in ('INFO', 'WARN', 'ERROR')),
    code         text        not null,
    message      text        not null,
    job_id       text,
    jira_key     text
);
create index log_entry_by_time on jira.log_entry (connector_id, at desc, id desc);

-- What is known of the connection: the last answers, Jira's limits, and until when nobody may ask.
create table jira.connection_health (
    connector_id     text primary key references jira.connector on delete cascade,
    last_success_at  timestamptz,
    last_error_at    timestamptz,
    http_status      int,
    error_code       text,
    message          text,
    rate_limit_remaining int,
    rate_limit_reset timestamptz,
    rate_limit_reason text,
    last_429_at      timestamptz,
    retry_after_sec  int,
    events_429       int not null default 0,
    paused_until     timestamptz
);

-- Outbox: each change of a Zenem entity, written with its row, sent on by the route entity-changed.
create table jira.entity_change (
    id           bigint generated always as identity primary key,
    connector_id text        not null references jira.connector on delete cascade,
    entity       text        not null,
    jira_id      bigint      not null,
    action       text        not null check (action in ('created', 'updated', 'deleted')),
    at           timestamptz not null default clock_timestamp()
);

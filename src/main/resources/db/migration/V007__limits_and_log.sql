create table jira.connection_health (
    connector_id    text primary key references jira.connector on delete cascade,
    last_success_at timestamptz,
    last_error_at   timestamptz,
    http_status     int,
    error_code      text,
    message         text,
    last_429_at     timestamptz,
    retry_after_sec int,
    events_429      int not null default 0,
    paused_until    timestamptz,
    clock_ahead_ms  bigint
);
comment on table jira.connection_health is 'What is known of the connection to Jira: the last answers, and until when nobody may ask. Kept: as long as the connector.';
comment on column jira.connection_health.clock_ahead_ms is 'How far Jira''s clock is ahead of ours, by the header Date; the times in bodies of webhooks are Jira''s.';

create table jira.rate_limit (
    connector_id    text        not null references jira.connector on delete cascade,
    kind            text        not null check (kind in ('burst', 'quota', 'perIssueWrite')),
    reason          text,
    allowed         int,
    remaining       int,
    resets_at       timestamptz,
    seen_at         timestamptz not null,
    last_429_at     timestamptz,
    retry_after_sec int,
    events_429      int         not null default 0,
    primary key (connector_id, kind)
) with (fillfactor = 50);
comment on table jira.rate_limit is 'Jira''s limits, one row a kind: what is left of the burst must not hide what is left of the quota. Kept: as long as the connector.';
comment on column jira.rate_limit.reason is 'Jira''s name for it, where it gave one.';
comment on column jira.rate_limit.allowed is 'Requests or points in a window.';
comment on column jira.rate_limit.remaining is 'What was left of them when it was seen.';

-- Unlogged, because a slot is worth nothing a second later and its commit has to wait for no disk.
create unlogged table jira.call_slot (
    connector_id text primary key references jira.connector (id) on delete cascade,
    taken_at     timestamptz not null
) with (fillfactor = 50);
comment on table jira.call_slot is 'The rate limiter: each call to a site takes the next slot, whichever instance makes it, so that the limit is all instances'' together. Kept: as long as the connector.';
comment on column jira.call_slot.taken_at is 'The slot that was given last; in the future while calls wait.';

create table jira.dead_letter (
    connector_id text        not null references jira.connector on delete cascade,
    entity       text        not null,
    jira_id      text        not null,
    jira_key     text,
    reason       text        not null,
    job_id       text,
    delivery_id  bigint,
    action       text,
    replay_job   text,
    tries        int         not null default 1,
    first_at     timestamptz not null default now(),
    last_at      timestamptz not null default now(),
    primary key (connector_id, entity, jira_id)
);
create index dead_letter_by_time on jira.dead_letter (connector_id, last_at);
create index dead_letter_by_job on jira.dead_letter (connector_id, job_id, last_at) where job_id is not null;
create index dead_letter_in_replay on jira.dead_letter (connector_id, replay_job, entity) where replay_job is not null;
comment on table jira.dead_letter is 'What could not be applied or published, with the reason. Kept: until it succeeds; one of a delivery that named nothing as long as the log.';
comment on column jira.dead_letter.job_id is 'The job that met it.';
comment on column jira.dead_letter.action is 'Of a change that was refused for good: what had happened to the entity, so that a replay can publish it again.';
comment on column jira.dead_letter.replay_job is 'The replay that is to try it again and has not yet come to it.';

create table jira.log_entry (
    id           bigint generated always as identity primary key,
    connector_id text        not null references jira.connector on delete cascade,
    at           timestamptz not null default clock_timestamp(),
    level        text        not null check (level in ('INFO', 'WARN', 'ERROR')),
    code         text        not null,
    message      text        not null,
    job_id       text,
    jira_key     text
) with (autovacuum_vacuum_insert_scale_factor = 0.02);
-- each filter of the log has its index
create index log_entry_by_time on jira.log_entry (connector_id, at desc, id desc);
create index log_entry_by_level on jira.log_entry (connector_id, level, at desc, id desc);
create index log_entry_by_code on jira.log_entry (connector_id, code, at desc, id desc);
create index log_entry_by_job on jira.log_entry (connector_id, job_id, at desc, id desc) where job_id is not null;
create index log_entry_by_key on jira.log_entry (connector_id, jira_key, at desc, id desc) where jira_key is not null;
comment on table jira.log_entry is 'The log that admins read. Kept: log_retention_days of the settings.';

create table jira.metric (
    connector_id text        not null references jira.connector on delete cascade,
    width        int         not null check (width in (60, 3600, 86400)),
    at           timestamptz not null,
    name         text        not null,
    value        bigint      not null,
    primary key (connector_id, width, at, name)
) with (fillfactor = 70);
comment on table jira.metric is 'What admins see over time: deliveries, delays, calls to Jira, limits and the inbox, rolled up as they happen. Kept: minutes for 2 hours, hours for 2 days, days for 8 days.';
comment on column jira.metric.width is 'Seconds that the row is about, from at on.';
comment on column jira.metric.name is 'delivery. and an outcome, delay. and the milliseconds that a delivery took at most, call. and a class of status, limit. and what was least left of it, inbox for the most that waited.';

-- The service's own tables live in schema jira; schema zenem holds the views that downstream readers may rely on. Functions, triggers and
-- views stand in the repeatable migrations beside these. What each table holds, who uses it, how long it is kept: docs/schema.md.
create schema if not exists jira;
create schema if not exists zenem;

create table jira.connector (
    id                text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name              text        not null,
    base_url          text        not null,
    auth_type         text        not null check (auth_type in ('basic', 'bearer', 'oauth2')),
    auth_public       jsonb       not null,
    credentials       bytea,
    credentials_at    timestamptz not null default now(),
    time_zone         text        not null default 'UTC',
    scope             jsonb,
    history_from      timestamptz,
    deleted_at        timestamptz,
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now()
);
comment on table jira.connector is 'A connection to one Jira site, with its scope. Kept: until an admin removes it; removed with its data kept, it stays for the views.';
comment on column jira.connector.auth_public is 'What of the credentials may be shown: email, clientId, cloudId, expiresAt.';
comment on column jira.connector.credentials is 'Encrypted and bound to the connector''s id; null when removed.';
comment on column jira.connector.credentials_at is 'When the credentials were saved.';
comment on column jira.connector.scope is 'As the admin saved it, with ids; null: none yet.';
comment on column jira.connector.history_from is 'The copy is complete for issues updated since then; null: without limit.';
comment on column jira.connector.deleted_at is 'Removed by an admin who kept the data.';

create table jira.settings (
    connector_id         text primary key references jira.connector on delete cascade,
    weekday_cron         text default '0 0 2 * * ?',
    weekend_cron         text default '0 0 0/2 ? * SAT,SUN *',
    webhooks_enabled     boolean not null default true,
    window_days          int     not null default 7,
    entities             jsonb   not null default '["epic","issue","version","sprint"]',
    log_retention_days   int     not null default 30,
    deletion_guard_pct   int     not null default 20,
    weekday_next         timestamptz,
    weekend_next         timestamptz,
    updated_at           timestamptz not null default now()
);
create index settings_due on jira.settings (least(weekday_next, weekend_next));
comment on table jira.settings is 'The admin''s settings of a connector, with the next fires of its schedules. Kept: as long as the connector is active.';
comment on column jira.settings.deletion_guard_pct is 'The deletion limit: a job that would remove a larger share of the copy asks first.';
comment on column jira.settings.weekday_next is 'The next fire of the schedule; whoever moves it forward owns that fire.';
comment on column jira.settings.weekend_next is 'Likewise.';

create table jira.site (
    connector_id text primary key references jira.connector on delete cascade,
    account      jsonb not null,
    fields       jsonb not null,
    issue_types  jsonb not null,
    statuses     jsonb not null,
    priorities   jsonb not null,
    projects     jsonb not null,
    handled      jsonb not null,
    refreshed_at timestamptz not null
);
comment on table jira.site is 'What the site looked like when it was last read: the account and its zone, fields, issue types, statuses, priorities, projects. Kept: as long as the connector, replaced at each refresh.';
comment on column jira.site.handled is 'The names for which a job has planned what their change means.';

create table jira.mapping_version (
    connector_id text        not null references jira.connector on delete cascade,
    id           text        not null,
    version_name text        not null,
    mapping      jsonb       not null,
    active       boolean     not null,
    created_at   timestamptz not null default clock_timestamp(),
    primary key (connector_id, id)
);
create unique index mapping_version_one_active on jira.mapping_version (connector_id) where active;
comment on table jira.mapping_version is 'The saved mappings, of which at most one is active. Kept: as long as the connector.';

-- Samples are personal data: unlogged, they reach neither the write-ahead log nor a backup.
create unlogged table jira.field_sample (
    connector_id text        not null references jira.connector on delete cascade,
    question     text        not null,
    fields       text        not null,
    asked_at     timestamptz not null,
    expires_at   timestamptz not null,
    primary key (connector_id, question)
);
create index field_sample_by_end on jira.field_sample (expires_at);
comment on table jira.field_sample is 'Lists of fields with samples, as Jira answered them, to be shown again. Kept: a few minutes.';
comment on column jira.field_sample.question is 'Digest of the request and of the scope''s state.';
comment on column jira.field_sample.fields is 'JSON.';

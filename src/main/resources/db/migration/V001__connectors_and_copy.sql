-- The service's own tables live in schema jira; schema zenem holds the views that downstream readers may rely on.
create schema if not exists jira;
create schema if not exists zenem;

-- A timestamp as the contract writes it: UTC, seconds, no zone.
create function jira.wire(moment timestamptz) returns text
    language sql stable parallel safe
    return to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS');

create table jira.connector (
    id            text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name          text        not null,
    base_url      text        not null,
    auth_type     text        not null check (auth_type in ('basic', 'bearer', 'oauth2')),
    auth_public   jsonb       not null,  -- what of the credentials may be shown: email, clientId, cloudId, expiresAt
    credentials   bytea,       -- AEAD ciphertext, bound to the connector's id
    time_zone     text        not null default 'UTC',
    scope         jsonb,                 -- as the admin saved it
    history_from  timestamptz,           -- the copy is complete for issues updated since then; null: without limit
    registering_until timestamptz,       -- one registration of its webhook at a time
    deleted_at    timestamptz,           -- removed by an admin who kept the data; its credentials are gone
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now()
);

create table jira.settings (
    connector_id         text primary key references jira.connector on delete cascade,
    weekday_cron         text default '0 0 2 * * ?',
    weekend_cron         text default '0 0 0/2 ? * SAT,SUN *',
    webhooks_enabled     boolean not null default true,
    window_days          int     not null default 7,
    entities             jsonb   not null default '["epic","issue","version","sprint"]',
    log_retention_days   int     not null default 30,
    deletion_guard_pct   int     not null default 20,
    weekday_next         timestamptz,    -- the next fire of each schedule; whoever moves it forward owns that fire
    weekend_next         timestamptz,
    updated_at           timestamptz not null default now()
);
create index settings_due on jira.settings (least(weekday_next, weekend_next));

-- What the site looked like when it was last asked: fields, issue types, statuses, projects, the account and its zone.
create table jira.site (
    connector_id text primary key references jira.connector on delete cascade,
    account      jsonb not null,
    fields       jsonb not null,
    issue_types  jsonb not null,
    statuses     jsonb not null,
    priorities   jsonb not null,
    projects     jsonb not null,
    handled      jsonb not null,         -- the names for which a job has planned what their change means
    refreshed_at timestamptz not null
);

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

-- The copy of issues. Mapped values are in fields, by target name.
create table jira.item (
    connector_id    text        not null references jira.connector on delete cascade,
    jira_id         bigint      not null,
    entity          text        not null check (entity in ('project', 'story')),
    jira_key        text        not null,
    project_id      bigint      not null,
    issue_type      text        not null,
    fields          jsonb       not null,
    updated         timestamptz,          -- Jira's own; older states never overwrite newer ones
    observed_at     timestamptz not null, -- when Jira was asked; decides between states of equal updated
    mapping_version text        not null,
    source          jsonb       not null, -- lineage: via, jobId or deliveryId, self
    last_sync       timestamptz not null,
    primary key (connector_id, jira_id)
);
create index item_by_entity on jira.item (connector_id, entity, jira_id);
create index item_by_key on jira.item (connector_id, jira_key);
create index item_by_status on jira.item (connector_id, entity, (fields ->> 'status'), jira_id);
create index item_by_updated on jira.item (connector_id, entity, updated, jira_id);
create index item_by_parent_key on jira.item (connector_id, (fields -> 'parent' ->> 'jiraKey')) where fields -> 'parent' ->> 'jiraKey' is not null;
create index item_by_parent on jira.item (connector_id, (fields -> 'parent' ->> 'jiraId')) where fields -> 'parent' ->> 'jiraId' is not null;
create index item_by_mapping on jira.item (connector_id, mapping_version);
create index item_by_releases on jira.item using gin ((fields -> 'releases') jsonb_path_ops);
create index item_by_sprints on jira.item using gin ((fields -> 'sprints') jsonb_path_ops);

-- The dead: without them a late update would bring a deleted issue back.
create table jira.tombstone (
    connector_id text        not null references jira.connector on delete cascade,
    jira_id      bigint      not null,
    removed_at   timestamptz not null,  -- Jira's time of the deletion where it is known
    observed_at  timestamptz not null,
    verdict      text        not null,
    evidence     text        not null,
    primary key (connector_id, jira_id)
);
create index tombstone_by_age on jira.tombstone (observed_at);

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

create table jira.sprint (
    connector_id    text        not null references jira.connector on delete cascade,
    jira_id         bigint      not null,
    board_id        bigint      not null,
    name            text        not null,
    state           text        not null,
    goal            text,
    start_date      timestamptz,
    end_date        timestamptz,
    complete_date   timestamptz,
    planned_points  numeric,
    completed_points numeric,
    observed_at     timestamptz not null,
    mapping_version text        not null,
    source          jsonb       not null,
    last_sync       timestamptz not null,
    primary key (connector_id, jira_id)
);
create index sprint_by_state on jira.sprint (connector_id, state, jira_id);

-- Which boards list a sprint; the owner is sprint.board_id.
create table jira.sprint_board (
    connector_id text   not null,
    board_id     bigint not null,
    sprint_id    bigint not null,
    primary key (connector_id, board_id, sprint_id),
    foreign key (connector_id, sprint_id) references jira.sprint on delete cascade
);
create index sprint_board_by_sprint on jira.sprint_board (connector_id, sprint_id);

-- The people that mapped fields name; never more than Jira lets us see.
create table jira.jira_user (
    connector_id text        not null references jira.connector on delete cascade,
    account_id   text        not null,
    display_name text        not null,
    email        text,
    active       boolean     not null,
    account_type text        not null,
    zenem_email  text,
    observed_at  timestamptz not null,
    primary key (connector_id, account_id)
);

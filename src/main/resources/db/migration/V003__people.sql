-- Text as it is compared: without case, in every script where the database can (PostgreSQL 17 brings pg_c_utf8 with it). It stands here and
-- not among the repeatable functions, because columns are made of it.
do $$
begin
    if exists (select from pg_collation where collname = 'pg_c_utf8') then
        create function jira.fold(given text) returns text language sql immutable strict parallel safe
            return lower(given collate "pg_c_utf8");
    else
        create function jira.fold(given text) returns text language sql immutable strict parallel safe
            return lower(given);
    end if;
end
$$;

create table jira.jira_user (
    connector_id    text        not null references jira.connector on delete cascade,
    account_id      text        not null,
    display_name    text        not null,
    email           text,
    active          boolean     not null,
    account_type    text        not null,
    zenem_email     text,
    mapped_by       text check (mapped_by in ('email', 'manual')),
    listed_at       timestamptz,
    gone_at         timestamptz,
    settled_for     text,
    unsettled       boolean generated always as (
        settled_for is distinct from (coalesce(email, '') || '/' || account_type || '/' || active::text)) stored,
    email_key       text generated always as (jira.fold(btrim(email))) stored,
    folded          text not null generated always as (left(jira.fold(display_name || coalesce(E'\n' || email, '')), 400)) stored,
    observed_at     timestamptz not null,
    mapping_version text,
    source          jsonb       not null default '{}',
    last_sync       timestamptz not null default now(),
    primary key (connector_id, account_id)
) with (autovacuum_vacuum_scale_factor = 0.02);
create index jira_user_unsettled on jira.jira_user (connector_id) where unsettled;
create index jira_user_by_email on jira.jira_user (connector_id, email_key) where email_key is not null;
create index jira_user_by_zenem_email on jira.jira_user (connector_id, zenem_email) where zenem_email is not null;
-- The condition is true of all: who asks by name says it too, and nobody else. Without it the planner may take this index for a look by the
-- key, because it expects one row of a connector that it has not counted yet.
create index jira_user_by_name on jira.jira_user (connector_id, folded, account_id) include (zenem_email) where folded >= '';
comment on table jira.jira_user is 'The people whom items or lists of the scope name, never more than Jira shows, with whom they are in Zenem. Kept: until a discovery finds that Jira has the account no more; longer if items or an admin''s mapping need it.';
comment on column jira.jira_user.display_name is 'Empty where Jira hides it.';
comment on column jira.jira_user.zenem_email is 'The Zenem user that is matched; null: none.';
comment on column jira.jira_user.listed_at is 'Begin of the last discovery in which Jira named the account.';
comment on column jira.jira_user.gone_at is 'Since when Jira does not know it; kept because items hang on it, or an admin mapped it.';
comment on column jira.jira_user.settled_for is 'The state for which the match was decided; in another state it is decided again.';
comment on column jira.jira_user.folded is 'Name and email as they are searched; 400 characters, because longer ones do not fit into an index.';

-- A search within names needs trigrams. Every usual PostgreSQL has them; one that has not reads its users row by row.
do $$
begin
    create extension if not exists pg_trgm;
    create index jira_user_by_part on jira.jira_user using gin (folded gin_trgm_ops);
exception when undefined_file or feature_not_supported or insufficient_privilege or undefined_object then
    raise notice 'pg_trgm is not available: the search of users reads them all';
end
$$;

create table jira.zenem_user (
    connector_id  text not null references jira.connector on delete cascade,
    email         text not null,
    name          text not null,
    found_account text,
    asked_at      timestamptz,
    primary key (connector_id, email)
);
create index zenem_user_by_account on jira.zenem_user (connector_id, found_account) where found_account is not null;
comment on table jira.zenem_user is 'Zenem''s own users, as the admin listed them. Kept: until the next list.';
comment on column jira.zenem_user.email is 'As it is compared: trimmed and without case.';
comment on column jira.zenem_user.found_account is 'The account that was found by this email; it stays when Jira hides the email later.';
comment on column jira.zenem_user.asked_at is 'When Jira''s user search was asked for it.';

create table jira.user_mapping (
    connector_id text        not null references jira.connector on delete cascade,
    account_id   text        not null,
    zenem_email  text        not null,
    saved_at     timestamptz not null default now(),
    primary key (connector_id, account_id),
    -- deferred: one request may exchange the accounts of two people
    unique (connector_id, zenem_email) deferrable initially deferred
);
comment on table jira.user_mapping is 'The admin''s own matches of people; they win over those by email and outlive every discovery. Kept: until the admin takes them back.';

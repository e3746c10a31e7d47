-- People: Zenem's own, the admin's choices, and who is who.

-- Text as it is compared: without case, in every script where the database can (PostgreSQL 17 brings pg_c_utf8 with it).
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

create table jira.zenem_user (
    connector_id  text not null references jira.connector on delete cascade,
    email         text not null,         -- as it is compared: trimmed and folded
    name          text not null,
    found_account text,                  -- the account that was found by this email; it stays when Jira hides the email later
    asked_at      timestamptz,           -- when Jira's user search was asked for it
    primary key (connector_id, email)
);
create index zenem_user_by_account on jira.zenem_user (connector_id, found_account) where found_account is not null;

-- The admin's choices. They win over what is found by email, and outlive every discovery.
create table jira.user_mapping (
    connector_id text        not null references jira.connector on delete cascade,
    account_id   text        not null,
    zenem_email  text        not null,
    saved_at     timestamptz not null default now(),
    primary key (connector_id, account_id),
    -- deferred: one request may exchange the accounts of two people
    unique (connector_id, zenem_email) deferrable initially deferred
);

alter table jira.jira_user
    add column mapped_by   text check (mapped_by in ('email', 'manual')),
    add column listed_at   timestamptz,  -- begin of the last discovery in which Jira named the account
    add column gone_at     timestamptz,  -- since when Jira no longer knows it; kept because items hang on it, or an admin mapped it
    add column settled_for text,         -- the state for which the mapping was decided; another state is decided anew
    add column unsettled   boolean generated always as (
        settled_for is distinct from (coalesce(email, '') || '/' || account_type || '/' || active::text)) stored,
    add column email_key   text generated always as (jira.fold(btrim(email))) stored,
    add column folded      text generated always as (
        jira.fold(display_name || E'\n' || coalesce(email, '') || E'\n' || account_id)) stored;
create index jira_user_unsettled on jira.jira_user (connector_id) where unsettled;
create index jira_user_by_email on jira.jira_user (connector_id, email_key) where email_key is not null;
create index jira_user_by_zenem_email on jira.jira_user (connector_id, zenem_email) where zenem_email is not null;
create index jira_user_by_name on jira.jira_user (connector_id, left(folded, 200), account_id);
create index jira_user_unresolved on jira.jira_user (connector_id, account_id) where zenem_email is null;

-- A search within names needs trigrams. Every usual PostgreSQL has them; one that has not reads its users row by row.
do $$
begin
    create extension if not exists pg_trgm;
    create index jira_user_by_part on jira.jira_user using gin (folded gin_trgm_ops);
exception when undefined_file or feature_not_supported or insufficient_privilege or undefined_object then
    raise notice 'pg_trgm is not available: the search of users reads them all';
end
$$;

-- How many items hang on each account; kept by triggers, because counting a million items takes longer than an admin waits.
create table jira.user_items (
    connector_id text not null references jira.connector on delete cascade,
    account_id   text not null,
    items        int  not null,
    primary key (connector_id, account_id)
);

create function jira.item_accounts(fields jsonb) returns setof text
    language sql immutable parallel safe
    as $$
        select distinct a from (values (fields -> 'owner' ->> 'accountId'), (fields -> 'assignee' ->> 'accountId'),
            (fields -> 'reporter' ->> 'accountId')) v(a) where a is not null
    $$;

-- One statement changes many items: one sum an account. Counters are locked after everything else and in one order.
create function jira.count_user_items() returns trigger
    language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into jira.user_items as t (connector_id, account_id, items)
        select i.connector_id, a, count(*) from given i, jira.item_accounts(i.fields) a group by 1, 2 order by 1, 2
        on conflict (connector_id, account_id) do update set items = t.items + excluded.items;
    elsif tg_op = 'UPDATE' then
        insert into jira.user_items as t (connector_id, account_id, items)
        select connector_id, a, sum(one) from (
            select i.connector_id, a, 1 as one from given i, jira.item_accounts(i.fields) a
            union all select i.connector_id, a, -1 from taken i, jira.item_accounts(i.fields) a) d
        group by 1, 2 having sum(one) <> 0 order by 1, 2
        on conflict (connector_id, account_id) do update set items = t.items + excluded.items;
    else
        -- only counters that are still there: a connector that is purged takes them with it
        perform from jira.user_items t
        where (t.connector_id, t.account_id) in (select i.connector_id, a from taken i, jira.item_accounts(i.fields) a)
        order by t.connector_id, t.account_id for update;
        update jira.user_items t set items = t.items - d.items
        from (select i.connector_id, a, count(*) as items from taken i, jira.item_accounts(i.fields) a group by 1, 2) d
        where t.connector_id = d.connector_id and t.account_id = d.a;
    end if;
    return null;
end
$$;
create trigger item_users_inserted after insert on jira.item
    referencing new table as given for each statement execute function jira.count_user_items();
create trigger item_users_updated after update on jira.item
    referencing old table as taken new table as given for each statement execute function jira.count_user_items();
create trigger item_users_deleted after delete on jira.item
    referencing old table as taken for each statement execute function jira.count_user_items();
insert into jira.user_items (connector_id, account_id, items)
select i.connector_id, a, count(*) from jira.item i, jira.item_accounts(i.fields) a group by 1, 2;

-- Whose items have to be told about: one row a person whose mapping changed, spread over the outbox in batches.
create table jira.user_change (
    connector_id text   not null references jira.connector on delete cascade,
    account_id   text   not null,
    after_id     bigint not null default 0,  -- items up to this one are told
    primary key (connector_id, account_id)
);
create index item_by_owner on jira.item (connector_id, (fields -> 'owner' ->> 'accountId'), jira_id)
    where fields -> 'owner' ->> 'accountId' is not null;
create index item_by_assignee on jira.item (connector_id, (fields -> 'assignee' ->> 'accountId'), jira_id)
    where fields -> 'assignee' ->> 'accountId' is not null;
create index item_by_reporter on jira.item (connector_id, (fields -> 'reporter' ->> 'accountId'), jira_id)
    where fields -> 'reporter' ->> 'accountId' is not null;

create function jira.user_json(u jira.jira_user) returns json
    language sql stable
    return json_build_object('accountId', u.account_id, 'displayName', u.display_name, 'emailAddress', u.email, 'active', u.active,
        'accountType', u.account_type, 'zenemEmail', u.zenem_email, 'mappedBy', u.mapped_by, 'goneAt', jira.wire(u.gone_at),
        'items', coalesce((select c.items from jira.user_items c where c.connector_id = u.connector_id and c.account_id = u.account_id), 0));

create or replace view zenem.users as
select connector_id as source_connection_id, account_id, display_name, email, active, account_type, zenem_email, mapped_by, gone_at
from jira.jira_user;

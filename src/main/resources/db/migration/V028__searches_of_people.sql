-- A text is looked for in name and email; an account id is given whole. Half the text takes half the time, which a common search
-- spends at each of 100,000 people.
drop index jira.jira_user_by_name;
drop index if exists jira.jira_user_by_part;
alter table jira.jira_user drop column folded;
alter table jira.jira_user
    add column folded text not null generated always as (left(jira.fold(display_name || coalesce(E'\n' || email, '')), 400)) stored;
create index jira_user_by_name on jira.jira_user (connector_id, folded, account_id) include (zenem_email);
do $$
begin
    create index jira_user_by_part on jira.jira_user using gin (folded gin_trgm_ops);
exception when undefined_object then
    raise notice 'pg_trgm is not available: the search of users reads them all';
end
$$;

-- Whom a text means; everyone is the pattern %. An account id is compared as it is.
create function jira.sought(folded text, account_id text, pattern text, account text) returns boolean
    language sql immutable parallel safe
    return pattern = '%' or folded like pattern or account_id = account;

-- The counters know whom to look for among those without a mapping, so that these are found, counted and put in order by one index.
drop index jira.user_items_unresolved;
alter table jira.user_items add column unmapped text;  -- the person's folded text; null for those with a mapping
update jira.user_items c set unmapped = u.folded from jira.jira_user u
where u.connector_id = c.connector_id and u.account_id = c.account_id and u.zenem_email is null;
alter table jira.user_items drop column unresolved;
create index user_items_unmapped on jira.user_items (connector_id, items desc, account_id) include (unmapped) where unmapped is not null;

create or replace function jira.note_users() returns trigger
    language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        perform jira.count_alone(array(select distinct connector_id from given));
        insert into jira.user_items as c (connector_id, account_id, items, unmapped)
        select connector_id, account_id, 0, case when zenem_email is null then folded end from given order by 1, 2
        on conflict (connector_id, account_id) do update set unmapped = excluded.unmapped where c.unmapped is distinct from excluded.unmapped;
    elsif tg_op = 'UPDATE' then
        -- sets are compared and not joined: by a plan made for one person, which a connection keeps, 5,000 took ten seconds
        with changed as materialized (
            select connector_id, account_id, case when zenem_email is null then folded end as unmapped from given
            except
            select connector_id, account_id, case when zenem_email is null then folded end from taken
        ), alone as materialized (
            select jira.count_alone(array(select distinct connector_id from changed))
        )
        insert into jira.user_items as c (connector_id, account_id, items, unmapped)
        select connector_id, account_id, 0, unmapped from changed where (select count(*) from alone) > 0 order by 1, 2
        on conflict (connector_id, account_id) do update set unmapped = excluded.unmapped where c.unmapped is distinct from excluded.unmapped;
    else
        perform jira.count_alone(array(select distinct connector_id from taken));
        -- only counters that are still there: a connector that is purged takes them with it
        perform from jira.user_items c
        where c.unmapped is not null and (c.connector_id, c.account_id) in (select connector_id, account_id from taken)
        order by c.connector_id, c.account_id for update;
        update jira.user_items c set unmapped = null from taken t
        where c.unmapped is not null and c.connector_id = t.connector_id and c.account_id = t.account_id;
    end if;
    return null;
end
$$;

-- What a function looks up for itself it looks up for each person; what is given to it becomes part of the statement.
drop function jira.user_json(jira.jira_user);
create function jira.user_source(u jira.jira_user, base_url text, auth_type text) returns jsonb
    language sql stable
    return u.source || jsonb_build_object('jiraId', u.account_id, 'self',
        base_url || case auth_type when 'bearer' then '/rest/api/2/user?key=' else '/rest/api/3/user?accountId=' end
            || replace(u.account_id, ':', '%3A'));
create function jira.user_json(u jira.jira_user, items int, source jsonb) returns json
    language sql stable
    return json_build_object('accountId', u.account_id, 'displayName', u.display_name, 'emailAddress', u.email, 'active', u.active,
        'accountType', u.account_type, 'zenemEmail', u.zenem_email, 'mappedBy', u.mapped_by, 'goneAt', jira.wire(u.gone_at),
        'items', coalesce(items, 0), 'sourceConnectionId', u.connector_id, 'sourceMetadata', source,
        'lastSyncTimestamp', jira.wire(u.last_sync), 'mappingVersion', u.mapping_version);
create or replace view zenem.users as
select u.connector_id as source_connection_id, u.account_id, u.display_name, u.email, u.active, u.account_type, u.zenem_email, u.mapped_by,
    u.gone_at, jira.user_source(u, c.base_url, c.auth_type) as source_metadata, u.last_sync as last_sync_timestamp, u.mapping_version
from jira.jira_user u join jira.connector c on c.id = u.connector_id;
drop function jira.user_source(jira.jira_user);

-- The answer of all sprints is put together in portions; this is their order.
create index sprint_by_portion on jira.sprint (connector_id, (jira_id / 256), jira_id);

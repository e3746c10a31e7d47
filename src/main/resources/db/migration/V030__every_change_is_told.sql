-- A person is an entity like the others, and is told of by the account's id. Whoever writes people tells: what counts is what is shown
-- of them, and not how or when it came.
alter table jira.entity_change
    alter column jira_id drop not null,
    add column account_id text,
    add constraint entity_change_names_one check (num_nonnulls(jira_id, account_id) = 1);

create function jira.tell_users() returns trigger
    language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into jira.entity_change (connector_id, entity, account_id, action)
        select g.connector_id, 'user', g.account_id, 'created' from given g
        order by g.connector_id, g.account_id;
    elsif tg_op = 'UPDATE' then
        -- sets are compared and not joined: a plan that was made for one person serves 100,000
        insert into jira.entity_change (connector_id, entity, account_id, action)
        select s.connector_id, 'user', s.account_id, 'updated' from (
            select connector_id, account_id, display_name, email, active, account_type, zenem_email, mapped_by, gone_at from given
            except
            select connector_id, account_id, display_name, email, active, account_type, zenem_email, mapped_by, gone_at from taken) s
        order by s.connector_id, s.account_id;
        -- the items of those who have another name, or are somebody else, have another assignee, reporter or owner
        insert into jira.user_change (connector_id, account_id)
        select s.connector_id, s.account_id from (
            select connector_id, account_id, display_name, zenem_email from given
            except
            select connector_id, account_id, display_name, zenem_email from taken) s
        order by s.connector_id, s.account_id
        on conflict (connector_id, account_id) do update set after_id = 0;
    else
        -- a connector that is purged takes its people along, and nobody is told
        insert into jira.entity_change (connector_id, entity, account_id, action)
        select t.connector_id, 'user', t.account_id, 'deleted' from taken t
        where exists (select from jira.connector c where c.id = t.connector_id)
        order by t.connector_id, t.account_id;
    end if;
    return null;
end
$$;
create trigger user_told_inserted after insert on jira.jira_user
    referencing new table as given for each statement execute function jira.tell_users();
create trigger user_told_updated after update on jira.jira_user
    referencing old table as taken new table as given for each statement execute function jira.tell_users();
create trigger user_told_deleted after delete on jira.jira_user
    referencing old table as taken for each statement execute function jira.tell_users();

-- Whose children have to be told about: one row for an item whose key is another one than they showed, spread over the outbox in
-- portions, in the order of their ids.
create table jira.parent_change (
    connector_id text   not null references jira.connector on delete cascade,
    jira_id      bigint not null,
    after_id     bigint not null default 0,  -- children up to this one are told
    primary key (connector_id, jira_id)
);
drop index jira.item_by_parent;
create index item_by_parent on jira.item (connector_id, (fields -> 'parent' ->> 'jiraId'), jira_id)
    where fields -> 'parent' ->> 'jiraId' is not null;
create index item_by_bare_parent on jira.item (connector_id, (fields -> 'parent' ->> 'jiraKey'), jira_id)
    where fields -> 'parent' ->> 'jiraId' is null and fields -> 'parent' ->> 'jiraKey' is not null;

-- Whether something shows another parent as soon as this one is in the copy: it knew another key, or, as on Data Center, no id.
create function jira.shown_otherwise(connector text, id bigint, key text) returns boolean
    language sql stable
    return exists (
        select from jira.item c where c.connector_id = connector and c.fields -> 'parent' ->> 'jiraId' = id::text
            and c.fields -> 'parent' ->> 'jiraKey' is distinct from key)
    or exists (
        select from jira.item c where c.connector_id = connector and c.fields -> 'parent' ->> 'jiraKey' = key
            and c.fields -> 'parent' ->> 'jiraId' is null);

-- All sprints are one answer: each row has its part ready. Whoever changes jira.sprint_json writes the answers anew.
alter table jira.sprint add column answer text;
create function jira.answer_sprint() returns trigger
    language plpgsql as $$
begin
    new.answer := jira.sprint_json(new)::text;
    return new;
end
$$;
update jira.sprint s set answer = jira.sprint_json(s)::text;
alter table jira.sprint alter column answer set not null;
create trigger sprint_answered before insert or update on jira.sprint for each row execute function jira.answer_sprint();

-- People by name, with all that their list is filtered by; 400 characters, because longer ones do not fit into an index.
drop index jira.jira_user_by_name;
drop index if exists jira.jira_user_by_part;
alter table jira.jira_user drop column folded;
alter table jira.jira_user
    add column folded text generated always as (
        left(jira.fold(display_name || E'\n' || coalesce(email, '') || E'\n' || account_id), 400)) stored,
    set (autovacuum_vacuum_scale_factor = 0.02);
create index jira_user_by_name on jira.jira_user (connector_id, folded, account_id) include (zenem_email);
do $$
begin
    create index jira_user_by_part on jira.jira_user using gin (folded gin_trgm_ops);
exception when undefined_object then
    raise notice 'pg_trgm is not available: the search of users reads them all';
end
$$;

-- How many of a week's deliveries brought something is counted without reading them.
create index delivery_applied on jira.delivery (connector_id, received_at) where outcome = 'applied' and event is distinct from 'reread';
alter table jira.delivery set (autovacuum_vacuum_scale_factor = 0.02);

-- Everyone has a row among the counters, which knows who has no mapping, so that they are found in the order of their items.
alter table jira.user_items add column unresolved boolean not null default false, set (autovacuum_vacuum_scale_factor = 0.02);
insert into jira.user_items as c (connector_id, account_id, items, unresolved)
select connector_id, account_id, 0, true from jira.jira_user where zenem_email is null
on conflict (connector_id, account_id) do update set unresolved = true;
create index user_items_unresolved on jira.user_items (connector_id, items desc, account_id) where unresolved;

create function jira.note_users() returns trigger
    language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into jira.user_items as c (connector_id, account_id, items, unresolved)
        select connector_id, account_id, 0, zenem_email is null from given order by 1, 2
        on conflict (connector_id, account_id) do update set unresolved = excluded.unresolved where c.unresolved <> excluded.unresolved;
    elsif tg_op = 'UPDATE' then
        insert into jira.user_items as c (connector_id, account_id, items, unresolved)
        select g.connector_id, g.account_id, 0, g.zenem_email is null
        from given g join taken t on t.connector_id = g.connector_id and t.account_id = g.account_id
        where (g.zenem_email is null) <> (t.zenem_email is null) order by 1, 2
        on conflict (connector_id, account_id) do update set unresolved = excluded.unresolved where c.unresolved <> excluded.unresolved;
    else
        -- only counters that are still there: a connector that is purged takes them with it
        perform from jira.user_items c
        where c.unresolved and (c.connector_id, c.account_id) in (select connector_id, account_id from taken)
        order by c.connector_id, c.account_id for update;
        update jira.user_items c set unresolved = false from taken t
        where c.unresolved and c.connector_id = t.connector_id and c.account_id = t.account_id;
    end if;
    return null;
end
$$;
create trigger user_noted_inserted after insert on jira.jira_user
    referencing new table as given for each statement execute function jira.note_users();
create trigger user_noted_updated after update on jira.jira_user
    referencing old table as taken new table as given for each statement execute function jira.note_users();
create trigger user_noted_deleted after delete on jira.jira_user
    referencing old table as taken for each statement execute function jira.note_users();

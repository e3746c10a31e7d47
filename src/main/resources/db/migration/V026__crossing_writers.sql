-- When a board was last read: what one job found gone may have been seen again by another before the first removes it.
alter table jira.board add column read_at timestamptz;

-- The projects with versions in the copy that are not in scope any more, that are archived, or that the account no longer sees.
create function jira.unseen_projects(connector text) returns setof bigint
    language sql stable
    begin atomic
        select distinct r.project_id
        from jira.release r join jira.connector c on c.id = r.connector_id join jira.site s on s.connector_id = c.id
        where r.connector_id = connector and not exists (
            select from jsonb_array_elements(s.projects) p
            where (p ->> 'id')::bigint = r.project_id and jsonb_exists(p, 'key')
              and not coalesce((p ->> 'archived')::boolean, false) and not coalesce((p ->> 'deleted')::boolean, false)
              and c.scope -> 'projectIds' @> (p ->> 'id')::jsonb);
    end;

-- The counters of people are locked in one order, but a page that writes new items and changes old ones comes by twice, and a second
-- time for its people: two pages could wait for each other. So who counts in a connector waits for whoever counts there, from here to
-- the end of its transaction; writers of the same people always did.
create function jira.count_alone(connectors text[]) returns void
    language sql volatile
    as $$ select pg_advisory_xact_lock(hashtextextended('people of ' || c, 0)) from (select distinct unnest(connectors) as c order by 1) x $$;

create or replace function jira.count_user_items() returns trigger
    language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        perform jira.count_alone(array(select distinct connector_id from given));
        insert into jira.user_items as t (connector_id, account_id, items)
        select i.connector_id, a, count(*) from given i, jira.item_accounts(i.fields) a group by 1, 2 order by 1, 2
        on conflict (connector_id, account_id) do update set items = t.items + excluded.items;
    elsif tg_op = 'UPDATE' then
        with changed as materialized (
            select connector_id, a, sum(one) as items from (
                select i.connector_id, a, 1 as one from given i, jira.item_accounts(i.fields) a
                union all select i.connector_id, a, -1 from taken i, jira.item_accounts(i.fields) a) d
            group by 1, 2 having sum(one) <> 0
        ), alone as materialized (
            select jira.count_alone(array(select distinct connector_id from changed))
        )
        insert into jira.user_items as t (connector_id, account_id, items)
        select connector_id, a, items from changed where (select count(*) from alone) > 0 order by 1, 2
        on conflict (connector_id, account_id) do update set items = t.items + excluded.items;
    else
        perform jira.count_alone(array(select distinct connector_id from taken));
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

create or replace function jira.note_users() returns trigger
    language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        perform jira.count_alone(array(select distinct connector_id from given));
        insert into jira.user_items as c (connector_id, account_id, items, unresolved)
        select connector_id, account_id, 0, zenem_email is null from given order by 1, 2
        on conflict (connector_id, account_id) do update set unresolved = excluded.unresolved where c.unresolved <> excluded.unresolved;
    elsif tg_op = 'UPDATE' then
        with changed as materialized (
            select g.connector_id, g.account_id, g.zenem_email is null as unresolved
            from given g join taken t on t.connector_id = g.connector_id and t.account_id = g.account_id
            where (g.zenem_email is null) <> (t.zenem_email is null)
        ), alone as materialized (
            select jira.count_alone(array(select distinct connector_id from changed))
        )
        insert into jira.user_items as c (connector_id, account_id, items, unresolved)
        select connector_id, account_id, 0, unresolved from changed where (select count(*) from alone) > 0 order by 1, 2
        on conflict (connector_id, account_id) do update set unresolved = excluded.unresolved where c.unresolved <> excluded.unresolved;
    else
        perform jira.count_alone(array(select distinct connector_id from taken));
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

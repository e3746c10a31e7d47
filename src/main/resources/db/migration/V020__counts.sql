-- Exact numbers of items and log entries, and where in their order a page begins, without counting a million rows at each request.
-- Whoever changes rows adds slips, which wait for nobody; a fold (counts-fold) sums them up soon. A number is always counts plus slips.

-- What items are filtered by stands in the indexes, so that counting need not read the rows.
alter table jira.item
    add column status text generated always as (fields ->> 'status') stored,
    set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
drop index jira.item_by_entity, jira.item_by_status, jira.item_by_updated, jira.item_by_mapping;
create index item_by_entity on jira.item (connector_id, entity, jira_id) include (status, updated);
create index item_by_status on jira.item (connector_id, entity, status, jira_id) include (updated);
create index item_by_updated on jira.item (connector_id, entity, updated, jira_id) include (status);
alter table jira.log_entry set (autovacuum_vacuum_insert_scale_factor = 0.02);

-- Items by blocks of ids, 4,096 in a block; by weeks of Jira's updated as well, in coarser blocks. Everything that was ever updated is
-- the week "infinity".
create table jira.item_count (
    connector_id    text   not null references jira.connector on delete cascade,
    entity          text   not null,
    week            date   not null,
    status          text   not null,  -- empty: none is mapped
    block           bigint not null,
    mapping_version text   not null,
    items           int    not null,
    primary key (connector_id, entity, week, status, block, mapping_version)
);
-- no foreign keys: they would be checked for each slip; the trigger connector_uncounted takes them away
create table jira.item_slip (
    connector_id    text   not null,
    entity          text   not null,
    week            date   not null,  -- "-infinity": updated is not known
    status          text   not null,
    block           bigint not null,
    mapping_version text   not null,
    items           int    not null
);

-- Log entries by hours.
create table jira.log_count (
    connector_id text        not null references jira.connector on delete cascade,
    hour         timestamptz not null,
    level        text        not null,
    code         text        not null,
    job_id       text        not null,  -- empty: none
    entries      int         not null,
    primary key (connector_id, hour, level, code, job_id)
);
create table jira.log_slip (
    connector_id text        not null,
    hour         timestamptz not null,
    level        text        not null,
    code         text        not null,
    job_id       text        not null,
    entries      int         not null
);

-- The Monday of a moment, in UTC.
create function jira.week(moment timestamptz) returns date
    language sql immutable parallel safe
    return coalesce(date_trunc('week', moment at time zone 'UTC')::date, '-infinity'::date);

-- The hour of a moment, in UTC.
create function jira.hour(moment timestamptz) returns timestamptz
    language sql immutable parallel safe
    return date_trunc('hour', moment at time zone 'UTC') at time zone 'UTC';

create function jira.note_items() returns trigger
    language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into jira.item_slip
        select connector_id, entity, jira.week(updated), coalesce(status, ''), jira_id >> 12, mapping_version, count(*)
        from given group by 1, 2, 3, 4, 5, 6;
    elsif tg_op = 'UPDATE' then
        insert into jira.item_slip
        select connector_id, entity, week, status, block, mapping_version, sum(one) from (
            select connector_id, entity, jira.week(updated) as week, coalesce(status, '') as status, jira_id >> 12 as block,
                mapping_version, 1 as one from given
            union all select connector_id, entity, jira.week(updated), coalesce(status, ''), jira_id >> 12,
                mapping_version, -1 from taken) d
        group by 1, 2, 3, 4, 5, 6 having sum(one) <> 0;
    else
        insert into jira.item_slip
        select connector_id, entity, jira.week(updated), coalesce(status, ''), jira_id >> 12, mapping_version, -count(*)
        -- a connector that is purged takes them along before this is called
        from taken where connector_id in (select id from jira.connector) group by 1, 2, 3, 4, 5, 6;
    end if;
    return null;
end
$$;
create trigger item_noted_inserted after insert on jira.item
    referencing new table as given for each statement execute function jira.note_items();
create trigger item_noted_updated after update on jira.item
    referencing old table as taken new table as given for each statement execute function jira.note_items();
create trigger item_noted_deleted after delete on jira.item
    referencing old table as taken for each statement execute function jira.note_items();

create function jira.note_logs() returns trigger
    language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into jira.log_slip
        select connector_id, jira.hour(at), level, code, coalesce(job_id, ''), count(*) from given group by 1, 2, 3, 4, 5;
    else
        insert into jira.log_slip
        select connector_id, jira.hour(at), level, code, coalesce(job_id, ''), -count(*)
        from taken where connector_id in (select id from jira.connector) group by 1, 2, 3, 4, 5;
    end if;
    return null;
end
$$;
create trigger log_noted_inserted after insert on jira.log_entry
    referencing new table as given for each statement execute function jira.note_logs();
create trigger log_noted_deleted after delete on jira.log_entry
    referencing old table as taken for each statement execute function jira.note_logs();

-- The slips of a connector that is purged go after the foreign keys have taken items and log entries along (their triggers come first
-- by name), so that whoever was at work on those has ended.
create function jira.uncount_connector() returns trigger
    language plpgsql as $$
begin
    delete from jira.item_slip where connector_id = old.id;
    delete from jira.log_slip where connector_id = old.id;
    return null;
end
$$;
create trigger connector_uncounted after delete on jira.connector for each row execute function jira.uncount_connector();

-- slips come and go
alter table jira.item_slip set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 50000);
alter table jira.log_slip set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 50000);

-- Slips as they are folded: each item counts in its block, and in its week's coarser block of four.
create function jira.folded(week date, block bigint) returns table (week date, block bigint)
    language sql immutable parallel safe
    begin atomic
        select 'infinity'::date, block union all select week, (block >> 2) << 2 where isfinite(week);
    end;

-- The numbers as they are now.
create view jira.item_number as
select connector_id, entity, week, status, block, mapping_version, items from jira.item_count
union all
select s.connector_id, s.entity, f.week, s.status, f.block, s.mapping_version, s.items
from jira.item_slip s cross join lateral jira.folded(s.week, s.block) f;

create view jira.log_number as
select connector_id, hour, level, code, job_id, entries from jira.log_count
union all
select connector_id, hour, level, code, job_id, entries from jira.log_slip;

insert into jira.item_count (connector_id, entity, week, status, block, mapping_version, items)
select i.connector_id, i.entity, f.week, coalesce(i.status, ''), f.block, i.mapping_version, count(*)
from jira.item i cross join lateral jira.folded(jira.week(i.updated), i.jira_id >> 12) f group by 1, 2, 3, 4, 5, 6;
insert into jira.log_count (connector_id, hour, level, code, job_id, entries)
select connector_id, jira.hour(at), level, code, coalesce(job_id, ''), count(*) from jira.log_entry group by 1, 2, 3, 4, 5;

-- the page of log entries and their number are asked for in one statement now
drop function jira.log_entries;

-- One item as the API answers it, as in V004 and quicker: only what may stand for a person or a parent is looked at. A function that
-- returns a table becomes part of the statement that asks for many items; one that returns a value is run anew for each.
create function jira.item_answer(i jira.item) returns table (answer jsonb)
    language sql stable
    begin atomic
    select case when jsonb_exists(i.fields, 'attributes') then i.fields else i.fields || '{"attributes": {}}' end
        || (jsonb_build_object('jiraId', i.jira_id::text, 'jiraKey', i.jira_key, 'sourceConnectionId', i.connector_id,
                'sourceMetadata', i.source || jsonb_build_object('jiraId', i.jira_id::text, 'key', i.jira_key),
                'lastSyncTimestamp', jira.wire(i.last_sync), 'mappingVersion', i.mapping_version)
            || coalesce((
                select jsonb_object_agg(p.name, jsonb_build_object('accountId', p.person -> 'accountId',
                    'displayName', coalesce(to_jsonb(nullif(u.display_name, '')), p.person -> 'displayName'), 'zenemEmail', u.zenem_email))
                from (values ('owner', i.fields -> 'owner'), ('assignee', i.fields -> 'assignee'), ('reporter', i.fields -> 'reporter')) p(name, person)
                left join jira.jira_user u on u.connector_id = i.connector_id and u.account_id = p.person ->> 'accountId'
                where jsonb_typeof(p.person) = 'object' and jsonb_exists(p.person, 'accountId')), '{}')
            || case when jsonb_typeof(i.fields -> 'parent') = 'object' then jsonb_build_object('parent', coalesce((
                select jsonb_build_object('jiraId', p.jira_id::text, 'jiraKey', p.jira_key) from jira.item p
                where p.connector_id = i.connector_id and p.jira_id = (i.fields -> 'parent' ->> 'jiraId')::bigint), (
                select jsonb_build_object('jiraId', p.jira_id::text, 'jiraKey', p.jira_key) from jira.item p
                where p.connector_id = i.connector_id and i.fields -> 'parent' ->> 'jiraId' is null
                  and p.jira_key = i.fields -> 'parent' ->> 'jiraKey' limit 1), i.fields -> 'parent')) else '{}' end);
    end;
create or replace function jira.item_json(i jira.item) returns jsonb
    language sql stable
    return (select a.answer from jira.item_answer(i) a);

-- What several statements ask in the same words. Repeatable: this file runs again whenever it changes.

create or replace function jira.active_mapping(connector text) returns text
    language sql stable
    return (select m.id from jira.mapping_version m where m.connector_id = connector and m.active);

-- What applying Jira's state depends on, and what a webhook does, which may be there before the mapping is; no row without a scope.
create or replace function jira.sync_context(connector text) returns table (mapped boolean, context json)
    language sql stable
    begin atomic
        select m.id is not null, json_build_object(
            'connectorId', c.id, 'timeZone', c.time_zone, 'scope', c.scope,
            'historyFrom', to_char(c.history_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
            'mappingVersion', m.id, 'mapping', m.mapping, 'account', s.account,
            'fields', (
                select json_object_agg(f.id, s.fields -> f.id)
                from (
                    select i.id
                    from (select value from jsonb_each(m.mapping -> 'projects') union all select value from jsonb_each(m.mapping -> 'stories')) r
                    cross join lateral (
                        select r.value ->> 'fieldId' as id
                        union all select jsonb_array_elements_text(coalesce(r.value -> 'fallbackFieldIds', '[]'))) i
                    -- the sprints in which the points count
                    union
                    select p #>> '{}' from jsonb_path_query(s.fields, '$.* ? (@.schema.custom == "com.pyxis.greenhopper.jira:gh-sprint").id') p
                    where jsonb_exists(m.mapping -> 'stories', 'storyPoints')) f
                where s.fields -> f.id is not null),
            'issueTypes', s.issue_types, 'projects', s.projects)
        from jira.connector c
        join jira.site s on s.connector_id = c.id
        left join jira.mapping_version m on m.connector_id = c.id and m.active
        where c.id = connector and c.scope is not null and c.deleted_at is null;
    end;

-- The projects with versions in the copy that are not in scope any more, that are archived, or that the account no longer sees.
create or replace function jira.unseen_projects(connector text) returns setof bigint
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

-- What the pending confirmations of other jobs wait for, which a job must not remove before an admin has answered. A job that was confirmed
-- has its answer.
create or replace function jira.pending_confirmations(connector text, job text)
    returns table (job_id text, boards jsonb, sprints jsonb, projects jsonb)
    language sql stable
    begin atomic
        select h.id, coalesce(h.context -> 'gone' -> 'boards', '[]'), coalesce(h.context -> 'gone' -> 'sprints', '[]'),
            coalesce(h.context -> 'unseenProjects', '[]')
        from jira.job j join jira.job h on h.connector_id = j.connector_id and h.kind <> j.kind and h.status = 'NEEDS_CONFIRMATION'
        where j.connector_id = connector and j.id = job and not coalesce((j.context ->> 'confirmed')::boolean, false);
    end;

-- Whether something shows another parent as soon as this one is in the copy: it knew another key, or, as on Data Center, no id.
create or replace function jira.shown_otherwise(connector text, id bigint, key text) returns boolean
    language sql stable
    return exists (
        select from jira.item c where c.connector_id = connector and c.fields -> 'parent' ->> 'jiraId' = id::text
            and c.fields -> 'parent' ->> 'jiraKey' is distinct from key)
    or exists (
        select from jira.item c where c.connector_id = connector and c.fields -> 'parent' ->> 'jiraKey' = key
            and c.fields -> 'parent' ->> 'jiraId' is null);

-- Whom a text means; everyone is the pattern %. An account id is compared as it is.
create or replace function jira.sought(folded text, account_id text, pattern text, account text) returns boolean
    language sql immutable parallel safe
    return pattern = '%' or folded like pattern or account_id = account;

-- What the site's lists call how.
create or replace function jira.listed(connector text) returns table (ref text, name text)
    language sql stable
    begin atomic
        select l.kind || ':' || (thing ->> 'id'), thing ->> 'name'
        from jira.site s
        cross join lateral (values ('status', s.statuses), ('priority', s.priorities), ('issuetype', s.issue_types),
            ('issuetype', jsonb_path_query_array(s.projects, '$[*].issueTypes[*]'))) l(kind, list)
        cross join lateral jsonb_array_elements(l.list) thing
        where s.connector_id = connector;
    end;

-- What is called how, as Jira's lists and reads told it.
create or replace function jira.names(connector text) returns table (ref text, name text)
    language sql stable
    begin atomic
        select distinct on (n.ref) n.ref, n.name from (
            select l.ref, l.text as name, 1 as place from jira.label l where l.connector_id = connector and l.text <> ''
            union all select l.ref, l.name, 2 from jira.listed(connector) l) n
        order by n.ref, n.place;
    end;

-- The rules of a mapping with the names of today: a key of an enumMap whose values are all called otherwise by now is shown as those are.
create or replace function jira.rules_shown(connector text, rules jsonb) returns jsonb
    language sql stable
    return (
        with names as materialized (
            select n.ref, n.name from jira.names(connector) n
            where n.ref = any (array(select jsonb_path_query(rules, '$.*.enumRefs.keyvalue().key') #>> '{}'))
        )
        select coalesce(jsonb_object_agg(r.key, (r.value - 'enumRefs') || case when jsonb_exists(r.value, 'enumRefs') then
            jsonb_build_object('enumMap', (
                select jsonb_object_agg(coalesce(o.name, e.key), e.value)
                from jsonb_each(r.value -> 'enumMap') e
                left join lateral (
                    select n.name from jsonb_each_text(r.value -> 'enumRefs') v join names n on n.ref = v.key
                    where v.value = e.key and not exists (
                        select from jsonb_each_text(r.value -> 'enumRefs') w join names m on m.ref = w.key
                        where w.value = e.key and (jira.fold(btrim(m.name)) = jira.fold(btrim(e.key)) or split_part(m.ref, ':', 2) = e.key))) o on true))
            else '{}' end), '{}')
        from jsonb_each(rules) r);

-- Values of Jira's that items have and that an enumMap of the active mapping does not name, at most twenty, each with its items, counted up to
-- 101, and what stands for it in the copy; and the mapping as it is shown. Of values with ids only: the copy refers to those, and an
-- index answers. It would list all items of a value before the first is counted; what many have is met in one page of a hundred too. Null
-- where there are none. Both levels of a cascade are known by their names together, and left out.
create or replace function jira.unmapped(connector text) returns jsonb
    language sql stable
    begin atomic
        with rules as (
            select e.entity, e.section, r.key as target, r.value as rule, f.kind
            from jira.mapping_version m join jira.site s on s.connector_id = m.connector_id
            cross join (values ('project', 'projects'), ('story', 'stories')) e(entity, section)
            cross join lateral jsonb_each(m.mapping -> e.section) r
            cross join lateral (
                select case when i.id in ('fixVersions', 'versions') then 'version' when i.id = 'components' then 'component' else i.id end as kind
                from (select r.value ->> 'fieldId' as id union select jsonb_array_elements_text(coalesce(r.value -> 'fallbackFieldIds', '[]'))) i
                where s.fields -> i.id -> 'schema' ->> 'type' is distinct from 'option-with-child') f
            where m.connector_id = connector and m.active and r.value -> 'enumMap' <> '{}'
        ), unnamed as (
            select r.*, l.ref, coalesce(nullif(l.text, ''), n.name, split_part(l.ref, ':', 2)) as name
            from rules r join jira.label l on l.connector_id = connector and starts_with(l.ref, r.kind || ':')
            left join jira.listed(connector) n on n.ref = l.ref
            where not jsonb_exists(coalesce(r.rule -> 'enumRefs', '{}'), l.ref)
        ), asked as (
            select distinct on (u.section, u.target, u.ref) u.* from unnamed u
            where not exists (
                -- a key that stands for no value of the kind yet, and means this one
                select from jsonb_object_keys(u.rule -> 'enumMap') k
                where (jira.fold(btrim(k)) = jira.fold(btrim(u.name)) or k = split_part(u.ref, ':', 2))
                  and not exists (select from jsonb_each_text(u.rule -> 'enumRefs') v where v.value = k and starts_with(v.key, u.kind || ':')))
            order by u.section, u.target, u.ref limit 20
        ), often as materialized (
            select o.entity, r.ref, min(o.status) as state from jira.item o tablesample system (1) cross join lateral unnest(o.refs) r(ref)
            where o.connector_id = connector
            group by 1, 2 having count(*) > 100
        ), counted as (
            select a.section, a.target, a.name, c.items, case a.target when 'status' then c.state else a.name end as shown
            from asked a left join often f on f.entity = a.entity and f.ref = a.ref
            cross join lateral (
                select 101 as items, f.state where f.ref is not null
                union all
                select count(*), min(i.status)
                from (select o.status from jira.item o where o.connector_id = connector and o.entity = a.entity and o.refs @> array[a.ref] limit 101) i
                where f.ref is null) c
            where c.items > 0
        )
        select case when count(*) > 0 then jsonb_build_object(
            'values', jsonb_agg(to_jsonb(c) order by c.section, c.target, c.items desc, c.name),
            'mapping', (
                select jsonb_build_object('versionName', m.version_name, 'projects', jira.rules_shown(connector, m.mapping -> 'projects'),
                    'stories', jira.rules_shown(connector, m.mapping -> 'stories'))
                from jira.mapping_version m where m.connector_id = connector and m.active)) end
        from counted c;
    end;

-- The lease that an attempt at a job needs: one heavy job a connector at a time has it.
create or replace function jira.job_lease(j jira.job) returns text
    language sql immutable
    return 'job:' || j.connector_id || case when j.kind in ('backfill', 'reconcile', 'replay') then '' else '/' || j.id end;

-- Whether an instance is running the job now.
create or replace function jira.leased(j jira.job) returns boolean
    language sql stable
    return exists (select from jira.lease l where l.fence = j.lease and l.until > now());

-- Adds to the minute, the hour and the day of a moment: sums add up over all instances, of a limit the least counts and of the inbox the
-- most. In one order, so that no two instances wait for each other.
create or replace function jira.add_metrics(connector text, moment timestamptz, names text[], amounts bigint[]) returns void
    language sql
    begin atomic
        insert into jira.metric as m (connector_id, width, at, name, value)
        select connector, w.seconds, date_bin(make_interval(secs => w.seconds), moment, 'epoch'::timestamptz), g.name, g.amount
        from unnest(names, amounts) as g(name, amount) cross join (values (60), (3600), (86400)) as w(seconds)
        order by w.seconds, g.name
        on conflict (connector_id, width, at, name) do update set value = case
            when m.name like 'limit.%' then least(m.value, excluded.value)
            when m.name = 'inbox' then greatest(m.value, excluded.value)
            else m.value + excluded.value end;
    end;

-- The class of a span there: the next half power of two milliseconds.
create or replace function jira.span_class(took interval) returns bigint
    language sql immutable
    return round(power(2, ceil(2 * log(2, greatest(1, extract(epoch from took) * 1000))) / 2))::bigint;

-- A delivery's names there: its outcome, and of one that was applied how long it took.
create or replace function jira.delivery_metrics(outcome text, took interval) returns text[]
    language sql immutable
    return array['delivery.' || outcome] || case when outcome = 'applied' then array['delay.' || jira.span_class(took)] end;

-- Numbers by name, with more of them added.
create or replace function jira.added(counts jsonb, more jsonb) returns jsonb
    language sql immutable
    begin atomic
        select coalesce(jsonb_object_agg(s.name, s.number), '{}')
        from (select e.key as name, sum(e.value::bigint) as number
              from (select * from jsonb_each_text(counts) union all select * from jsonb_each_text(more)) e
              group by e.key having sum(e.value::bigint) <> 0) s;
    end;

-- How late Jira's search showed what webhooks told in the last seven days, and how long a reconcile waits because of it: as the admin
-- says, else as long as 99 of 100 took, within bounds; so many seconds as long as nothing was measured.
create or replace function jira.index_lag(connector text, unmeasured int, shortest int, longest int)
    returns table (samples bigint, p50_ms bigint, p99_ms bigint, fixed_seconds int, wait_seconds int)
    language sql stable
    begin atomic
        with seen as (
            select split_part(m.name, '.', 1) as kind, split_part(m.name, '.', 2)::bigint as bound, sum(m.value) as value
            from jira.metric m
            where m.connector_id = connector and m.width = 86400 and m.at > now() - interval '8 days' and m.name ~ '^(lag|shown)[.]' group by 1, 2
        ), classes as (
            -- what the first look showed was that late at most: one lag that all of them allow is the least of them
            select case kind when 'lag' then bound else min(bound) over (partition by kind) end as bound, value from seen
        ), summed as (
            select bound, sum(value) over (order by bound) as upto, sum(value) over () as whole from classes
        ), lag as (
            select coalesce(max(whole), 0)::bigint as samples, min(bound) filter (where 2 * upto >= whole) as p50,
                min(bound) filter (where 100 * upto >= 99 * whole) as p99
            from summed
        )
        select lag.samples, lag.p50, lag.p99, s.index_wait_seconds,
            coalesce(s.index_wait_seconds, case when lag.samples = 0 then unmeasured else least(longest, greatest(shortest, ceil(lag.p99 / 1000.0)::int)) end)
        from lag left join jira.settings s on s.connector_id = connector;
    end;

-- What an issue is that was not found by its id, or was found outside the scope: told apart by what is known of the project in which the
-- copy has it. Any other verdict stays.
create or replace function jira.judged(connector text, id bigint, seen text, shown text, found_in bigint)
    returns table (verdict text, evidence text)
    language sql stable
    begin atomic
        select
            case
                when seen in ('not_found', 'moved') and (project ->> 'missing' = 'true' or project ->> 'archived' = 'true' or project ->> 'deleted' = 'true')
                    and coalesce(found_in, i.project_id) = i.project_id then 'project_gone'
                when seen = 'moved' and found_in = i.project_id then 'out_of_scope'
                else seen end,
            case
                when seen not in ('not_found', 'moved') or coalesce(found_in, i.project_id) is distinct from i.project_id then shown
                when project ->> 'archived' = 'true' or project ->> 'state' = 'archived' then 'its project is archived'
                when project ->> 'state' = 'deleted' or project ->> 'deleted' = 'true' then 'its project is in the trash'
                when project ->> 'missing' = 'true' then 'its project is gone, or hidden from the account'
                when seen = 'moved' then 'its project is no longer in scope'
                else shown end
        from (select) one
        left join jira.item i on i.connector_id = connector and i.jira_id = id
        left join lateral (
            select p as project from jira.site t, jsonb_array_elements(t.projects) p
            where t.connector_id = i.connector_id and p ->> 'id' = i.project_id::text limit 1) p on true;
    end;

-- How many entities the copy of a connector has.
create or replace function jira.entities(connector text) returns bigint
    language sql stable
    return (select count(*) from jira.item i where i.connector_id = connector)
        + (select count(*) from jira.release r where r.connector_id = connector)
        + (select count(*) from jira.sprint s where s.connector_id = connector)
        + (select count(*) from jira.jira_user u where u.connector_id = connector);

-- An item's fields but for what its people are called.
create or replace function jira.without_names(fields jsonb) returns jsonb
    language sql immutable
    return fields #- '{owner,displayName}' #- '{assignee,displayName}' #- '{reporter,displayName}';

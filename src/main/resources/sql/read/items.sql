-- project-list, story-list: a page of items by Jira id; an empty text filters nothing. The counts tell how many fit in each block of
-- ids, so how many in all, and in which block the page begins: only blocks of the page are read, however deep it lies. Where few fit in
-- all, they are found by their filters.
with asked as not materialized (
    select :#${variable.connectorId}::text as connector, :#${variable.filter.entity}::text as entity, :#${variable.filter.key}::text as key,
        :#${variable.filter.status}::text as status, :#${variable.filter.since}::timestamptz as since,
        jira.week(:#${variable.filter.since}::timestamptz) as week, :#${variable.size}::int as size,
        :#${variable.page}::bigint * :#${variable.size}::int as start
), found as materialized (
    select block, sum(items)::bigint as items from (
        select n.block, n.items from asked a join jira.item_number n on n.connector_id = a.connector and n.entity = a.entity
        where a.key = '' and (a.status = '' or n.status = a.status)
          and ((a.since = '-infinity' and n.week = 'infinity') or (a.since <> '-infinity' and n.week > a.week and n.week < 'infinity'))
        union all
        -- what is left of the first week
        select i.jira_id >> 14 << 2, 1 from asked a join jira.item i on i.connector_id = a.connector and i.entity = a.entity
        where a.key = '' and a.since <> '-infinity' and (a.status = '' or i.status = a.status)
          and i.updated >= a.since and i.updated < (a.week + 7)::timestamp at time zone 'UTC'
        union all
        select 0, 1 from asked a join jira.item i on i.connector_id = a.connector and i.entity = a.entity
        where a.key <> '' and i.jira_key = a.key and (a.status = '' or i.status = a.status)
          and (a.since = '-infinity' or i.updated >= a.since)) c
    group by block
), placed as materialized (
    select block, items, sum(items) over (order by block) - items as before, sum(items) over () as total from found
), span as materialized (
    -- from the first id to the one after the last; skipped: how many of these blocks come before the page
    select min(p.block) << 12 as first, (max(p.block) + case when a.since = '-infinity' then 1 else 4 end) << 12 as after, min(p.before) as skipped,
        a.key <> '' or (a.since <> '-infinity' and max(p.total) <= 20000) as few
    from placed p cross join asked a where p.before < a.start + a.size and p.before + p.items > a.start group by a.since, a.key
), few as materialized (
    select i.jira_id from asked a join jira.item i on i.connector_id = a.connector and i.entity = a.entity
    where (select few from span) and (a.key = '' or i.jira_key = a.key)
      and (a.status = '' or i.status = a.status) and (a.since = '-infinity' or i.updated >= a.since)
), page as (
    (select i.jira_id from asked a join jira.item i on i.connector_id = a.connector and i.entity = a.entity
     where not (select few from span) and i.jira_id >= (select first from span) and i.jira_id < (select after from span)
       and (a.status = '' or i.status = a.status) and (a.since = '-infinity' or i.updated >= a.since)
     order by i.jira_id limit :#${variable.size}::int offset (select a.start - s.skipped from asked a, span s))
    union all
    (select jira_id from few order by jira_id limit :#${variable.size}::int offset (select start from asked))
)
select jira.page_json(
    (select json_agg(j.answer order by i.jira_id)
     from page p join jira.item i on i.connector_id = :#${variable.connectorId}::text and i.jira_id = p.jira_id cross join lateral jira.item_answer(i) j),
    :#${variable.page}::int, :#${variable.size}::int, coalesce((select max(total) from placed), 0)::bigint)::text

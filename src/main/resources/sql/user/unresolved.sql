-- user-list: a page of Jira's users who have no mapping, those first on whom most items hang; all of them, or those in whose name or
-- email the text stands, or whose account id it is. The counters' index has all that is asked of it; who comes before the page is
-- passed by on the way to it, so that only those behind it have to be counted; beyond the end all of them are.
with page as materialized (
    select c.account_id, c.items from jira.user_items c
    where c.connector_id = :#${variable.connectorId}::text and c.unmapped is not null
      and jira.sought(c.unmapped, c.account_id, jira.fold(:#${variable.search.pattern}::text), :#${variable.search.text}::text)
    order by c.items desc, c.account_id
    limit :#${variable.size}::int offset :#${variable.page}::bigint * :#${variable.size}::int
), seen as materialized (
    select count(*) as rows, min(p.items) as items, (select l.account_id from page l order by l.items, l.account_id desc limit 1) as account_id
    from page p
), counted as (
    select :#${variable.page}::bigint * :#${variable.size}::int + s.rows + case when s.rows = :#${variable.size}::int then (
            select count(*) from jira.user_items c
            where c.connector_id = :#${variable.connectorId}::text and c.unmapped is not null
              and c.items <= s.items and (c.items < s.items or c.account_id > s.account_id)
              and jira.sought(c.unmapped, c.account_id, jira.fold(:#${variable.search.pattern}::text), :#${variable.search.text}::text))
        else 0 end as total
    from seen s where s.rows > 0
    union all
    select case when :#${variable.page}::bigint = 0 then 0 else (
            select count(*) from jira.user_items c
            where c.connector_id = :#${variable.connectorId}::text and c.unmapped is not null
              and jira.sought(c.unmapped, c.account_id, jira.fold(:#${variable.search.pattern}::text), :#${variable.search.text}::text)) end
    from seen s where s.rows = 0
)
select jira.page_json(
    (select json_agg(jira.user_json(u, p.items, jira.user_source(u, k.base_url, k.auth_type)) order by p.items desc, p.account_id)
     from page p join jira.connector k on k.id = :#${variable.connectorId}::text
     join jira.jira_user u on u.connector_id = k.id and u.account_id = p.account_id),
    :#${variable.page}::int, :#${variable.size}::int, (select total from counted))::text

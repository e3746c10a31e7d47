-- user-list: a page of Jira's users by name, those in whose name or email the text stands, or whose account id it is. A rare text finds
-- its way by trigrams, a common one by the index of names, which has all that is asked of it. Who comes before the page is passed by
-- on the way to it, so that only those behind it have to be counted; beyond the end all of them are.
with page as materialized (
    select u.account_id, u.folded from jira.jira_user u
    where u.connector_id = :#${variable.connectorId}::text
      and jira.sought(u.folded, u.account_id, jira.fold(:#${variable.search.pattern}::text), :#${variable.search.text}::text)
    order by u.folded, u.account_id
    limit :#${variable.size}::int offset :#${variable.page}::bigint * :#${variable.size}::int
), seen as materialized (
    select count(*) as rows, max(p.folded) as folded,
        (select l.account_id from page l order by l.folded desc, l.account_id desc limit 1) as account_id
    from page p
), counted as (
    select :#${variable.page}::bigint * :#${variable.size}::int + s.rows + case when s.rows = :#${variable.size}::int then (
            select count(*) from jira.jira_user u
            where u.connector_id = :#${variable.connectorId}::text and (u.folded, u.account_id) > (s.folded, s.account_id)
              and jira.sought(u.folded, u.account_id, jira.fold(:#${variable.search.pattern}::text), :#${variable.search.text}::text))
        else 0 end as total
    from seen s where s.rows > 0
    union all
    select case when :#${variable.page}::bigint = 0 then 0 else (
            select count(*) from jira.jira_user u
            where u.connector_id = :#${variable.connectorId}::text
              and jira.sought(u.folded, u.account_id, jira.fold(:#${variable.search.pattern}::text), :#${variable.search.text}::text)) end
    from seen s where s.rows = 0
)
select jira.page_json(
    (select json_agg(jira.user_json(u, i.items, jira.user_source(u, k.base_url, k.auth_type)) order by p.folded, p.account_id)
     from page p join jira.connector k on k.id = :#${variable.connectorId}::text
     join jira.jira_user u on u.connector_id = k.id and u.account_id = p.account_id
     left join jira.user_items i on i.connector_id = k.id and i.account_id = p.account_id),
    :#${variable.page}::int, :#${variable.size}::int, (select total from counted))::text

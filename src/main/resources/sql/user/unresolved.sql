-- user-list: a page of Jira's users who have no mapping, those first on whom most items hang; as list.sql, one branch for each length
-- of text.
with found as materialized (
    select u.connector_id, u.account_id from jira.jira_user u
    where length(:#${variable.pattern}::text) >= 5 and u.connector_id = :#${variable.connectorId}::text and u.zenem_email is null
      and u.folded like :#${variable.pattern}::text
    union all
    select u.connector_id, u.account_id from jira.jira_user u
    where length(:#${variable.pattern}::text) < 5 and u.connector_id = :#${variable.connectorId}::text and u.zenem_email is null
      and u.folded || '' like :#${variable.pattern}::text
), page as (
    select f.connector_id, f.account_id, coalesce(c.items, 0) as items
    from found f left join jira.user_items c on c.connector_id = f.connector_id and c.account_id = f.account_id
    order by coalesce(c.items, 0) desc, f.account_id
    limit :#${variable.size}::int offset :#${variable.page}::bigint * :#${variable.size}::int
)
select jira.page_json(
    (select json_agg(jira.user_json(u) order by p.items desc, p.account_id)
     from page p join jira.jira_user u on u.connector_id = p.connector_id and u.account_id = p.account_id),
    :#${variable.page}::int, :#${variable.size}::int, (select count(*) from found))::text

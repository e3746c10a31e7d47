-- user-list: a page of Jira's users who have no mapping, those first who are on most items; all of them, or those in whose name or
-- email the text stands, or whose account id it is. That order costs two looks into indexes for each of them, so more than 2,000 come by name.
with found as materialized (
    select u.account_id, u.folded from jira.jira_user u
    where u.connector_id = :#${variable.connectorId}::text and u.zenem_email is null and u.folded >= ''
      and jira.sought(u.folded, u.account_id, jira.fold(:#${body.filter.pattern}::text), :#${body.filter.text}::text)
), page as materialized (
    select f.account_id, f.folded, o.items from found f cross join lateral (
        select case when (select count(*) from found) <= 2000 then (select i.items from jira.items_of(:#${variable.connectorId}::text, f.account_id) i)
            else 0 end as items) o
    order by o.items desc, f.folded, f.account_id
    limit :#${body.size}::int offset :#${body.page}::bigint * :#${body.size}::int
)
select jira.page_json(
    (select json_agg(jira.user_json(u, i.items, jira.user_source(u, k.base_url, k.auth_type)) order by p.items desc, p.folded, p.account_id)
     from page p join jira.connector k on k.id = :#${variable.connectorId}::text
     join jira.jira_user u on u.connector_id = k.id and u.account_id = p.account_id
     cross join lateral jira.items_of(k.id, p.account_id) i),
    :#${body.page}::int, :#${body.size}::int, (select count(*) from found))::text

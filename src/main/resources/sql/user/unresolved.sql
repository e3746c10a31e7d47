-- user-list: a page of Jira's users who have no mapping, those first who are on most items; all of them, or those in whose name or
-- email the text stands, or whose account id it is. The order costs two looks into indexes for each of them.
with found as materialized (
    select u.account_id from jira.jira_user u
    where u.connector_id = :#${variable.connectorId}::text and u.zenem_email is null and u.folded >= ''
      and jira.sought(u.folded, u.account_id, jira.fold(:#${variable.filter.pattern}::text), :#${variable.filter.text}::text)
), page as materialized (
    select f.account_id, i.items from found f cross join lateral jira.items_of(:#${variable.connectorId}::text, f.account_id) i
    order by i.items desc, f.account_id
    limit :#${body.size}::int offset :#${body.page}::bigint * :#${body.size}::int
)
select jira.page_json(
    (select json_agg(jira.user_json(u, p.items, jira.user_source(u, k.base_url, k.auth_type)) order by p.items desc, p.account_id)
     from page p join jira.connector k on k.id = :#${variable.connectorId}::text
     join jira.jira_user u on u.connector_id = k.id and u.account_id = p.account_id),
    :#${body.page}::int, :#${body.size}::int, (select count(*) from found))::text

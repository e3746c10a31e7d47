-- user-list: a page of Jira's users by name, those in whose name or email the text stands, or whose account id it is, and on how many
-- items each of them is; folded >= '' is jira_user_by_name's own condition. A rare text finds its way by trigrams, a common one by the index of names, which has all that is asked of it.
with found as not materialized (
    select u.account_id, u.folded from jira.jira_user u
    where u.connector_id = :#${variable.connectorId}::text and u.folded >= ''
      and jira.sought(u.folded, u.account_id, jira.fold(:#${body.filter.pattern}::text), :#${body.filter.text}::text)
), page as materialized (
    select account_id, folded from found order by folded, account_id
    limit :#${body.size}::int offset :#${body.page}::bigint * :#${body.size}::int
)
select jira.page_json(
    (select json_agg(jira.user_json(u, i.items, jira.user_source(u, k.base_url, k.auth_type)) order by p.folded, p.account_id)
     from page p join jira.connector k on k.id = :#${variable.connectorId}::text
     join jira.jira_user u on u.connector_id = k.id and u.account_id = p.account_id
     cross join lateral jira.items_of(k.id, p.account_id) i),
    :#${body.page}::int, :#${body.size}::int, (select count(*) from found))::text

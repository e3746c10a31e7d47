-- user-list: a page of Jira's users by name, those in whose name, email or account id the text stands. A rare text finds its way by
-- trigrams, a common one by the index of names, which has all that is asked of it. Beyond the last one nobody looks.
with counted as materialized (
    select count(*) as total from jira.jira_user u
    where u.connector_id = :#${variable.connectorId}::text
      and (:#${variable.pattern}::text = '%' or u.folded like :#${variable.pattern}::text)
), page as (
    select u.account_id, u.folded from jira.jira_user u
    where u.connector_id = :#${variable.connectorId}::text
      and (:#${variable.pattern}::text = '%' or u.folded like :#${variable.pattern}::text)
      and (select total from counted) > :#${variable.page}::bigint * :#${variable.size}::int
    order by u.folded, u.account_id
    limit :#${variable.size}::int offset :#${variable.page}::bigint * :#${variable.size}::int
)
select jira.page_json(
    (select json_agg(jira.user_json(u) order by p.folded, p.account_id)
     from page p join jira.jira_user u on u.connector_id = :#${variable.connectorId}::text and u.account_id = p.account_id),
    :#${variable.page}::int, :#${variable.size}::int, (select total from counted))::text

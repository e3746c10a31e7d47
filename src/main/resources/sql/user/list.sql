-- user-list: a page of Jira's users by name, those in whose name, email or account id the text stands.
select jira.page_json(
    (select json_agg(jira.user_json(u)) from (
        select u.* from jira.jira_user u
        where u.connector_id = :#${variable.connectorId}::text and u.folded like :#${variable.pattern}::text
        order by left(u.folded, 200), u.account_id limit :#${variable.size}::int offset :#${variable.page}::bigint * :#${variable.size}::int) u),
    :#${variable.page}::int, :#${variable.size}::int,
    (select count(*) from jira.jira_user u
     where u.connector_id = :#${variable.connectorId}::text and u.folded like :#${variable.pattern}::text))::text

-- user-list: a page of Jira's users who have no mapping, those first on whom most items hang.
select jira.page_json(
    (select json_agg(jira.user_json(row(x.*)::jira.jira_user)) from (
        select u.* from jira.jira_user u
        left join jira.user_items c on c.connector_id = u.connector_id and c.account_id = u.account_id
        where u.connector_id = :#${variable.connectorId}::text and u.zenem_email is null and u.folded like :#${variable.pattern}::text
        order by coalesce(c.items, 0) desc, u.account_id
        limit :#${variable.size}::int offset :#${variable.page}::bigint * :#${variable.size}::int) x),
    :#${variable.page}::int, :#${variable.size}::int,
    (select count(*) from jira.jira_user u
     where u.connector_id = :#${variable.connectorId}::text and u.zenem_email is null and u.folded like :#${variable.pattern}::text))::text

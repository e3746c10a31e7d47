-- user-list: a page of Jira's users who have no mapping, those first on whom most items hang; one branch for all of them, one for a text.
with page as (
    (select c.account_id, c.items from jira.user_items c
     where :#${variable.pattern}::text = '%' and c.connector_id = :#${variable.connectorId}::text and c.unresolved
     order by c.items desc, c.account_id limit :#${variable.size}::int offset :#${variable.page}::bigint * :#${variable.size}::int)
    union all
    (select c.account_id, c.items
     from jira.user_items c join jira.jira_user u on u.connector_id = c.connector_id and u.account_id = c.account_id
     where :#${variable.pattern}::text <> '%' and c.connector_id = :#${variable.connectorId}::text and c.unresolved
       and u.connector_id = :#${variable.connectorId}::text and u.folded like :#${variable.pattern}::text
     order by c.items desc, c.account_id limit :#${variable.size}::int offset :#${variable.page}::bigint * :#${variable.size}::int)
)
select jira.page_json(
    (select json_agg(jira.user_json(u) order by p.items desc, p.account_id)
     from page p join jira.jira_user u on u.connector_id = :#${variable.connectorId}::text and u.account_id = p.account_id),
    :#${variable.page}::int, :#${variable.size}::int,
    (select count(*) from jira.jira_user u
     where u.connector_id = :#${variable.connectorId}::text and u.zenem_email is null
       and (:#${variable.pattern}::text = '%' or u.folded like :#${variable.pattern}::text)))::text

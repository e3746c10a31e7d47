-- user-list: a page of Jira's users by name, those in whose name, email or account id the text stands. A text of three letters or
-- more (with its two % five) finds its way by trigrams, a shorter one by the order of the names; whatever plan the driver prepared,
-- only one branch is entered.
with asked as (
    select :#${variable.size}::int as size, :#${variable.page}::bigint * :#${variable.size}::int as start
), found as (
    (select u.* from jira.jira_user u
     where length(:#${variable.pattern}::text) >= 5 and u.connector_id = :#${variable.connectorId}::text
       and u.folded like :#${variable.pattern}::text
     order by left(u.folded, 200), u.account_id limit (select size from asked) offset (select start from asked))
    union all
    (select u.* from jira.jira_user u
     where length(:#${variable.pattern}::text) < 5 and u.connector_id = :#${variable.connectorId}::text
       and u.folded || '' like :#${variable.pattern}::text
     order by left(u.folded, 200), u.account_id limit (select size from asked) offset (select start from asked))
)
select jira.page_json(
    (select json_agg(jira.user_json(row(f.*)::jira.jira_user) order by left(f.folded, 200), f.account_id) from found f),
    :#${variable.page}::int, :#${variable.size}::int,
    (select count(*) from jira.jira_user u
     where length(:#${variable.pattern}::text) >= 5 and u.connector_id = :#${variable.connectorId}::text
       and u.folded like :#${variable.pattern}::text)
    + (select count(*) from jira.jira_user u
       where length(:#${variable.pattern}::text) < 5 and u.connector_id = :#${variable.connectorId}::text
         and u.folded || '' like :#${variable.pattern}::text))::text

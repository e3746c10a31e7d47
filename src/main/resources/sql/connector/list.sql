-- connector-list: all connectors by id, a page.
select jira.page_json(
    (select json_agg(jira.connector_json(c)) from (
        select * from jira.connector where deleted_at is null order by id limit :#${variable.size}::int offset :#${variable.page}::bigint * :#${variable.size}::int) c),
    :#${variable.page}::int, :#${variable.size}::int, (select count(*) from jira.connector where deleted_at is null))::text

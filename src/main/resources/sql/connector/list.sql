-- connector-list: all connectors by id, a page.
select jira.page_json(
    (select json_agg(jira.connector_json(c)) from (
        select * from jira.connector where deleted_at is null order by id limit :#${body.size}::int offset :#${body.page}::bigint * :#${body.size}::int) c),
    :#${body.page}::int, :#${body.size}::int, (select count(*) from jira.connector where deleted_at is null))::text

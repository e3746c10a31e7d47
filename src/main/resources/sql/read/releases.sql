-- release-list: a page of releases by Jira id.
select jira.page_json(
    (select json_agg(jira.release_json(r) order by r.jira_id) from (
        select * from jira.release where connector_id = :#${variable.connectorId}::text
        order by jira_id limit :#${body.size}::int offset :#${body.page}::bigint * :#${body.size}::int) r),
    :#${body.page}::int, :#${body.size}::int,
    (select count(*) from jira.release where connector_id = :#${variable.connectorId}::text))::text

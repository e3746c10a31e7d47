-- user-zenem-list: a page of Zenem's users by email, each with the Jira account it is mapped to.
select jira.page_json(
    (select json_agg(json_build_object('email', z.email, 'name', z.name, 'jiraAccountId', u.account_id, 'mappedBy', u.mapped_by)
        order by z.email, u.account_id)
     from (select * from jira.zenem_user where connector_id = :#${variable.connectorId}::text
           order by email limit :#${body.size}::int offset :#${body.page}::bigint * :#${body.size}::int) z
     left join jira.jira_user u on u.connector_id = z.connector_id and u.zenem_email = z.email),
    :#${body.page}::int, :#${body.size}::int,
    (select count(*) from jira.zenem_user where connector_id = :#${variable.connectorId}::text))::text

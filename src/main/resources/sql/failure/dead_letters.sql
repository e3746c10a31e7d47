-- dead-letter-list: a page of what could not be applied, what failed last first.
select jira.page_json(
    (select json_agg(json_build_object('entity', d.entity, 'jiraId', d.jira_id, 'jiraKey', d.jira_key, 'reason', d.reason,
        'jobId', d.job_id, 'deliveryId', d.delivery_id::text, 'tries', d.tries, 'firstAt', jira.wire(d.first_at), 'lastAt', jira.wire(d.last_at))
        order by d.last_at desc, d.entity, d.jira_id)
     from (
        select * from jira.dead_letter
        where connector_id = :#${variable.connectorId}::text
          and (:#${body.filter.jobId}::text = '' or job_id = :#${body.filter.jobId}::text)
          and last_at >= :#${body.filter.since}::timestamptz
        order by last_at desc, entity, jira_id limit :#${body.size}::int offset :#${body.page}::bigint * :#${body.size}::int) d),
    :#${body.page}::int, :#${body.size}::int,
    (select count(*) from jira.dead_letter
     where connector_id = :#${variable.connectorId}::text
       and (:#${body.filter.jobId}::text = '' or job_id = :#${body.filter.jobId}::text)
       and last_at >= :#${body.filter.since}::timestamptz))::text

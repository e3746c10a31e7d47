-- log-list: a page of the connector's log, the newest first; an empty text filters nothing.
select jira.page_json(
    (select json_agg(json_build_object('id', l.id, 'time', jira.wire(l.at), 'level', l.level, 'code', l.code, 'message', l.message,
        'jobId', l.job_id, 'jiraKey', l.jira_key) order by l.at desc, l.id desc)
     from (
        select * from jira.log_entry
        where connector_id = :#${variable.connectorId}::text
          and (:#${variable.filter.level}::text = '' or level = :#${variable.filter.level}::text)
          and (:#${variable.filter.code}::text = '' or code = :#${variable.filter.code}::text)
          and (:#${variable.filter.jobId}::text = '' or job_id = :#${variable.filter.jobId}::text)
          and (:#${variable.filter.jiraKey}::text = '' or jira_key = :#${variable.filter.jiraKey}::text)
          and at >= :#${variable.filter.since}::text::timestamptz and at < :#${variable.filter.until}::text::timestamptz
        order by at desc, id desc limit :#${variable.size}::int offset :#${variable.page}::bigint * :#${variable.size}::int) l),
    :#${variable.page}::int, :#${variable.size}::int,
    (select count(*) from jira.log_entry
     where connector_id = :#${variable.connectorId}::text
       and (:#${variable.filter.level}::text = '' or level = :#${variable.filter.level}::text)
       and (:#${variable.filter.code}::text = '' or code = :#${variable.filter.code}::text)
       and (:#${variable.filter.jobId}::text = '' or job_id = :#${variable.filter.jobId}::text)
       and (:#${variable.filter.jiraKey}::text = '' or jira_key = :#${variable.filter.jiraKey}::text)
       and at >= :#${variable.filter.since}::text::timestamptz and at < :#${variable.filter.until}::text::timestamptz))::text

-- log-list: a page of the connector's log, the newest first; an empty text filters nothing.
select jira.page_json(
    (select json_agg(json_build_object('id', l.id, 'time', jira.wire(l.at), 'level', l.level, 'code', l.code, 'message', l.message,
        'jobId', l.job_id, 'jiraKey', l.jira_key) order by l.at desc, l.id desc)
     from (
        select * from jira.log_entries(:#${variable.connectorId}::text, :#${variable.filter.level}::text, :#${variable.filter.code}::text,
            :#${variable.filter.jobId}::text, :#${variable.filter.jiraKey}::text, :#${variable.filter.since}::text::timestamptz,
            :#${variable.filter.until}::text::timestamptz, (:#${variable.page}::bigint + 1) * :#${variable.size}::int)
        order by at desc, id desc limit :#${variable.size}::int offset :#${variable.page}::bigint * :#${variable.size}::int) l),
    :#${variable.page}::int, :#${variable.size}::int,
    (select count(*) from jira.log_entries(:#${variable.connectorId}::text, :#${variable.filter.level}::text,
        :#${variable.filter.code}::text, :#${variable.filter.jobId}::text, :#${variable.filter.jiraKey}::text,
        :#${variable.filter.since}::text::timestamptz, :#${variable.filter.until}::text::timestamptz, null)))::text

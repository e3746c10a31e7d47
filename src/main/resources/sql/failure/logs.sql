-- log-list: a page of the connector's log, the newest first; an empty text filters nothing. The counts tell how many entries fit in each
-- hour, so how many in all, and in which hour the page begins: only the hours of the page are read, however deep it lies.
with asked as not materialized (
    select :#${variable.connectorId}::text as connector, :#${variable.filter.level}::text as level, :#${variable.filter.code}::text as code,
        :#${variable.filter.jobId}::text as job, :#${variable.filter.jiraKey}::text as key,
        :#${variable.filter.since}::timestamptz as since, :#${variable.filter.until}::timestamptz as until,
        -- whole hours begin at the one and end at the other
        jira.hour(:#${variable.filter.since}::timestamptz + interval '3599.999999 seconds') as first,
        jira.hour(:#${variable.filter.until}::timestamptz) as last,
        :#${variable.size}::int as size, :#${variable.page}::bigint * :#${variable.size}::int as start
), found as materialized (
    select hour, sum(entries)::bigint as entries from (
        select n.hour, n.entries from asked a join jira.log_number n on n.connector_id = a.connector
        where a.key = '' and (a.level = '' or n.level = a.level) and (a.code = '' or n.code = a.code) and (a.job = '' or n.job_id = a.job)
          and n.hour >= a.first and n.hour < a.last
        union all
        select jira.hour(l.at), 1 from asked a join jira.log_entry l on l.connector_id = a.connector
        where a.key = '' and (a.level = '' or l.level = a.level) and (a.code = '' or l.code = a.code) and (a.job = '' or l.job_id = a.job)
          and l.at >= a.since and l.at < least(a.first, a.until)
        union all
        select jira.hour(l.at), 1 from asked a join jira.log_entry l on l.connector_id = a.connector
        where a.key = '' and (a.level = '' or l.level = a.level) and (a.code = '' or l.code = a.code) and (a.job = '' or l.job_id = a.job)
          and l.at >= greatest(a.first, a.last) and l.at < a.until
        union all
        select jira.hour(l.at), 1 from asked a join jira.log_entry l on l.connector_id = a.connector
        where a.key <> '' and l.jira_key = a.key
          and (a.level = '' or l.level = a.level) and (a.code = '' or l.code = a.code) and (a.job = '' or l.job_id = a.job)
          and l.at >= a.since and l.at < a.until) e
    group by hour
), placed as materialized (
    select hour, entries, sum(entries) over (order by hour desc) - entries as before, sum(entries) over () as total from found
), span as materialized (
    select min(p.hour) as first, max(p.hour) + interval '1 hour' as after, min(p.before) as skipped
    from placed p cross join asked a where p.before < a.start + a.size and p.before + p.entries > a.start
), page as (
    select l.* from asked a join jira.log_entry l on l.connector_id = a.connector
    where (a.level = '' or l.level = a.level) and (a.code = '' or l.code = a.code) and (a.job = '' or l.job_id = a.job)
      and (a.key = '' or l.jira_key = a.key) and l.at >= a.since and l.at < a.until
      and l.at >= (select first from span) and l.at < (select after from span)
    order by l.at desc, l.id desc limit :#${variable.size}::int offset (select a.start - s.skipped from asked a, span s)
)
select jira.page_json(
    (select json_agg(json_build_object('id', l.id, 'time', jira.wire(l.at), 'level', l.level, 'code', l.code, 'message', l.message,
        'jobId', l.job_id, 'jiraKey', l.jira_key) order by l.at desc, l.id desc) from page l),
    :#${variable.page}::int, :#${variable.size}::int, coalesce((select max(total) from placed), 0)::bigint)::text

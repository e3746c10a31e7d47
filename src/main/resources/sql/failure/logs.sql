-- log-list: a page of the connector's log, the newest first, and how many entries fit; an empty text filters nothing. As in
-- read/items.sql, rows are read of the page only, and a total that is known (not -1) is not counted again.
with found as not materialized (
    select l.id, l.at from jira.log_entry l
    where l.connector_id = :#${variable.connectorId}::text
      and (:#${variable.filter.level}::text = '' or l.level = :#${variable.filter.level}::text)
      and (:#${variable.filter.code}::text = '' or l.code = :#${variable.filter.code}::text)
      and (:#${variable.filter.jobId}::text = '' or l.job_id = :#${variable.filter.jobId}::text)
      and (:#${variable.filter.jiraKey}::text = '' or l.jira_key = :#${variable.filter.jiraKey}::text)
      and l.at >= :#${variable.filter.since}::timestamptz and l.at < :#${variable.filter.until}::timestamptz
), page as (
    select id from found order by at desc, id desc limit :#${variable.filter.logSize}::int offset :#${body.page}::bigint * :#${variable.filter.logSize}::int
), counted as materialized (
    select case when :#${variable.total}::bigint >= 0 then :#${variable.total}::bigint else (select count(*) from found) end as total
)
select total, jira.page_json(
    (select json_agg(json_build_object('id', l.id, 'time', jira.wire(l.at), 'level', l.level, 'code', l.code, 'message', l.message,
        'jobId', l.job_id, 'jiraKey', l.jira_key) order by l.at desc, l.id desc) from page p join jira.log_entry l on l.id = p.id),
    :#${body.page}::int, :#${variable.filter.logSize}::int, total)::text as answer
from counted

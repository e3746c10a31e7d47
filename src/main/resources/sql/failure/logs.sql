-- log-list: a page of the connector's log, the newest first, and how many entries fit; an empty text filters nothing. As in
-- read/items.sql, rows are read of the page only, and a total that is known (not -1) is not counted again.
with found as not materialized (
    select l.id, l.at from jira.log_entry l
    where l.connector_id = :#${variable.connectorId}::text
      and (:#${body.filter.level}::text = '' or l.level = :#${body.filter.level}::text)
      and (:#${body.filter.code}::text = '' or l.code = :#${body.filter.code}::text)
      and (:#${body.filter.jobId}::text = '' or l.job_id = :#${body.filter.jobId}::text)
      and (:#${body.filter.jiraKey}::text = '' or l.jira_key = :#${body.filter.jiraKey}::text)
      and l.at >= :#${body.filter.since}::timestamptz and l.at < :#${body.filter.until}::timestamptz
), page as (
    select id from found order by at desc, id desc limit :#${body.size}::int offset :#${body.page}::bigint * :#${body.size}::int
), counted as materialized (
    select case when :#${body.total}::bigint >= 0 then :#${body.total}::bigint else (select count(*) from found) end as total
)
select total, jira.page_json(
    (select json_agg(json_build_object('id', l.id, 'time', jira.wire(l.at), 'level', l.level, 'code', l.code, 'message', l.message,
        'jobId', l.job_id, 'jiraKey', l.jira_key) order by l.at desc, l.id desc) from page p join jira.log_entry l on l.id = p.id),
    :#${body.page}::int, :#${body.size}::int, total)::text as answer
from counted

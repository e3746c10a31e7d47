-- read-items: a page of items by Jira id, and how many fit; an empty text filters nothing. What is passed by on the way
-- to the page, and what is counted, is read in an index and not in the rows. A total that is known (not -1) is not counted again.
with found as not materialized (
    select i.jira_id from jira.item i
    where i.connector_id = :#${variable.connectorId}::text and i.entity = :#${body.filter.entity}::text
      and (:#${body.filter.key}::text = '' or i.jira_key = :#${body.filter.key}::text)
      and (:#${body.filter.status}::text = '' or i.status = :#${body.filter.status}::text)
      and (:#${body.filter.since}::timestamptz = '-infinity' or i.updated >= :#${body.filter.since}::timestamptz)
), page as (
    select jira_id from found order by jira_id limit :#${body.size}::int offset :#${body.page}::bigint * :#${body.size}::int
), counted as materialized (
    select case when :#${body.total}::bigint >= 0 then :#${body.total}::bigint else (select count(*) from found) end as total
)
select total, jira.page_json(
    (select json_agg(j.answer order by i.jira_id)
     from page p join jira.item i on i.connector_id = :#${variable.connectorId}::text and i.jira_id = p.jira_id cross join lateral jira.item_answer(i) j),
    :#${body.page}::int, :#${body.size}::int, total)::text as answer
from counted

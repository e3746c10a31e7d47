-- delivery-list: a page of the ledger, the newest first; an empty text filters nothing. As in read/items.sql, rows are read of the page
-- only, and a total that is known (not -1) is not counted again. What the service asks of itself is no delivery.
with found as not materialized (
    select d.id, d.received_at from jira.delivery d
    where d.connector_id = :#${variable.connectorId}::text and d.event is distinct from 'reread'
      and case :#${body.filter.outcome}::text when '' then true when 'pending' then d.outcome is null when 'duplicate' then d.duplicates > 0
          else d.outcome = :#${body.filter.outcome}::text end
      and (:#${body.filter.event}::text = '' or d.event = :#${body.filter.event}::text)
      and (:#${body.filter.key}::text = '' or d.issue_id in (
          select i.jira_id from jira.item i where i.connector_id = :#${variable.connectorId}::text and i.jira_key = :#${body.filter.key}::text))
      and d.received_at >= :#${body.filter.since}::timestamptz
), page as (
    select id from found order by received_at desc, id desc limit :#${body.size}::int offset :#${body.page}::bigint * :#${body.size}::int
), counted as materialized (
    select case when :#${body.total}::bigint >= 0 then :#${body.total}::bigint else (select count(*) from found) end as total
)
select total, jira.page_json(
    (select json_agg(jira.delivery_json(d) order by d.received_at desc, d.id desc) from page p join jira.delivery d on d.id = p.id),
    :#${body.page}::int, :#${body.size}::int, total)::text as answer
from counted

-- job-prepare: a backfill that reaches further back, without a gap to what the copy has, extends the history that reconciliations
-- answer for; the first one begins it. Null is all of history.
update jira.connector c
set history_from = w.reach
from jira.job j, lateral (select case
    when jsonb_exists(j.request, 'daysBack') then j.started_at - make_interval(days => (j.request ->> 'daysBack')::int)
    else (j.request ->> 'from')::timestamptz end as reach) w
where c.id = :#${variable.connectorId}::text and j.connector_id = c.id and j.id = :#${variable.job.id}::text and j.kind = 'backfill'
  and not jsonb_exists(j.request, 'to')
  and (not exists (select from jira.job o where o.connector_id = c.id and o.kind = 'backfill' and o.id <> j.id and o.started_at is not null)
       or (c.history_from is not null and (w.reach is null or w.reach < c.history_from)))

-- job-prepare: a backfill that reaches further back, without a gap to what the copy has, extends the history that reconciliations answer for.
update jira.connector c
set history_from = case when jsonb_exists(j.request, 'from') then (j.request ->> 'from')::timestamptz end
from jira.job j
where c.id = :#${variable.connectorId}::text and j.connector_id = c.id and j.id = :#${variable.jobId}::text and j.kind = 'backfill'
  and not (jsonb_exists(j.request, 'to'))
  and (not (jsonb_exists(j.request, 'from')) or (c.history_from is not null and (j.request ->> 'from')::timestamptz < c.history_from)
       or not exists (select from jira.job o where o.connector_id = c.id and o.kind = 'backfill' and o.id <> j.id and o.started_at is not null))

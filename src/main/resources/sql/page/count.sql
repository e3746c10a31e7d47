-- page-checkpoint: the job's counters, and whether the job goes on, and is ours at all: the attempt may be over, perhaps for the sake of another
-- scope. The last statement of a page: who works on one job waits here, and keeps nobody else waiting.
with counted as (
    update jira.job j
    set pages = pages + 1, issues_fetched = issues_fetched + :#${variable.page.fetched}::int,
        upserts = upserts + c.written, conflicts = conflicts + c.stale, dead_letters = dead_letters + c.failed,
        missed = missed + case kind when 'reconcile' then c.inserted else 0 end,
        stale = j.stale + case kind when 'reconcile' then c.updated else 0 end,
        found = case kind when 'reconcile' then jira.added(j.found, c.found) else j.found end,
        unreported = j.unreported + case kind when 'reconcile' then c.unreported else 0 end,
        checkpoint_at = now(), failures = 0, last_error = null
    from jsonb_to_record(:#${variable.kept.counts}::jsonb) as c(
        written int, stale int, failed int, inserted int, updated int, unreported int, found jsonb)
    where connector_id = :#${variable.page.connectorId}::text and id = :#${variable.page.job.id}::text
      and attempt = :#${variable.page.job.attempt}::int and status = 'RUNNING'
    returning cancel_requested
)
select json_build_object('ours', count(*) > 0, 'running', coalesce(not bool_or(cancel_requested), false))::text from counted

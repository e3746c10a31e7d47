-- job-index-wait: puts the job back until a moment, without keeping a thread: to look again, or to search. No row where it need not wait.
update jira.job
set stage = case when :#${body.again}::boolean then stage else 'issues' end, context = context || jsonb_build_object('indexLate', :#${body.again}::boolean),
    checkpoint_at = now(), run_after = to_timestamp(:#${body.untilMillis}::bigint / 1000.0)
where connector_id = :#${variable.connectorId}::text and id = :#${variable.job.id}::text and attempt = :#${variable.job.attempt}::int
  and status = 'RUNNING' and not cancel_requested and to_timestamp(:#${body.untilMillis}::bigint / 1000.0) > now()
returning id

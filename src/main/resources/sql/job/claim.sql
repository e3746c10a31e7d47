-- job-turn: takes the next job that is due, or one whose instance died; one heavy job a connector at a time.
with due as (
    select j.connector_id, j.id, j.kind
    from jira.job j join jira.connector c on c.id = j.connector_id and c.deleted_at is null
    where j.status in ('QUEUED', 'RUNNING') and j.run_after <= now() and (j.lease_until is null or j.lease_until < now())
      and (select count(*) from jira.job own
           where own.owner = :#${variable.instance}::text and own.status = 'RUNNING' and own.lease_until > now()) < :#${properties:connector.job.parallel-jobs}::int
      and not exists (
          select from jira.job other
          where other.connector_id = j.connector_id and other.id <> j.id and other.status = 'RUNNING' and other.lease_until > now()
            and other.kind in ('backfill', 'reconcile', 'replay') and j.kind in ('backfill', 'reconcile', 'replay'))
    order by j.run_after, j.created_at
    limit 1
    for update of j skip locked
)
update jira.job j
set status = 'RUNNING', owner = :#${variable.instance}::text, attempt = attempt + 1,
    lease_until = now() + make_interval(secs => :#${properties:connector.job.lease-seconds}::int), started_at = coalesce(started_at, now())
from due d where j.connector_id = d.connector_id and j.id = d.id
  -- another instance may be claiming another one in this very moment
  and (d.kind not in ('backfill', 'reconcile', 'replay') or jira.may_begin(d.connector_id, d.id))
returning json_build_object('connectorId', j.connector_id, 'id', j.id, 'kind', j.kind, 'stage', j.stage, 'request', j.request,
    -- a doubt about the credentials is over when the job got on since
    'doubtful', j.failures > 0 and coalesce((j.context ->> 'doubtful')::boolean, false),
    'attempt', j.attempt, 'startedAt', to_char(j.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))::text

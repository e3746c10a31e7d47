-- job-claim: takes the next job that is due, or one whose instance died, with its lease: one heavy job a connector at a time.
with due as (
    select j.connector_id, j.id, jira.job_lease(j) as lease,
        exists (select from jira.lease l where l.name = jira.job_lease(j) and l.fence = j.lease) as left_over
    from jira.job j join jira.connector c on c.id = j.connector_id and c.deleted_at is null
    where j.status in ('QUEUED', 'RUNNING') and j.run_after <= now()
      and not exists (select from jira.lease l where l.name = jira.job_lease(j) and l.until > now())
      and (select count(*) from jira.lease own
           where own.name like 'job:%' and own.owner = :#${bean:leases.instance}::text and own.until > now()) < :#${properties:connector.job.parallel-jobs}::int
    order by j.run_after, j.created_at
    limit 1
    for update of j skip locked
), leased as (
    -- another instance may be taking it for another job in this very moment
    insert into jira.lease as l (name, owner, until)
    select lease, :#${bean:leases.instance}::text, now() + make_interval(secs => :#${properties:connector.lease.seconds}::int) from due
    on conflict (name) do update set owner = excluded.owner, fence = default, until = excluded.until
    where l.until <= now()
    returning l.name, l.fence
)
update jira.job j
set status = 'RUNNING', attempt = attempt + 1, lease = l.fence, started_at = coalesce(started_at, now()),
    -- what was incomplete in a stage that begins again is asked for again
    context = case when jsonb_exists(j.context, 'incomplete') then j.context || jsonb_build_object('incomplete',
        (select coalesce(jsonb_agg(i), '[]') from jsonb_array_elements(j.context -> 'incomplete') i where i ->> 'stage' <> j.stage))
        else j.context end
from due d, leased l where j.connector_id = d.connector_id and j.id = d.id
returning l.name, l.fence, json_build_object('connectorId', j.connector_id, 'id', j.id, 'kind', j.kind, 'stage', j.stage, 'request', j.request,
    -- a doubt about the credentials is over when the job got on since
    'doubtful', j.failures > 0 and coalesce((j.context ->> 'doubtful')::boolean, false),
    'takenOver', d.left_over, 'attempt', j.attempt, 'startedAt', to_char(j.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))::text as job

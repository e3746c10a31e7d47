-- sync-request, reconcile-queue: queues a job, or answers the equal one that is queued or running already, unless that is being cancelled;
-- what has to cover the present moment (fromNow) is answered only by one that has not begun. No row where another request took
-- the number.
with given as (
    select :#${variable.jobRequest.kind}::text as kind, :#${variable.jobRequest.json}::jsonb as request, :#${variable.jobRequest.trigger}::text as trigger
), equal as (
    select j.id, j.status from jira.job j, given g
    where j.connector_id = :#${variable.connectorId}::text and j.kind = g.kind and j.request = g.request
      and j.status in ('QUEUED', 'RUNNING') and not j.cancel_requested
      and (j.started_at is null or not :#${variable.jobRequest.fromNow}::boolean)
    limit 1
), numbered as (
    select g.*, coalesce((select max(j.number) from jira.job j where j.connector_id = :#${variable.connectorId}::text and j.kind = g.kind), 0) + 1 as number
    from given g where not exists (select from equal)
), queued as (
    insert into jira.job (connector_id, id, kind, number, request, trigger)
    select :#${variable.connectorId}::text,
        case kind when 'reconcile' then 'recon' when 'discover-users' then 'users' else kind end || '_' || lpad(number::text, greatest(3, length(number::text)), '0'),
        kind, number, request, trigger
    from numbered
    on conflict do nothing
    returning id, status
)
select json_build_object('accepted', true, 'jobId', id, 'status', status)::text from (select * from queued union all select * from equal) j limit 1

-- scope-save: stores a checked scope and tells whether a copy that is there, or being made, had another one. The reconcile that follows
-- such a change is queued with it, so that no crash parts them; where another request took its number, nothing is stored and null comes
-- back. A new history window never forgets what an earlier backfill brought.
with before as (
    select c.scope, exists (select from jira.mapping_version m where m.connector_id = c.id and m.active) as mapped
    from jira.connector c where c.id = :#${variable.connectorId}::text
    for update
), change as materialized (
    select coalesce(mapped and scope <> :#${variable.scope}::jsonb, false) as changed from before
), equal as (
    -- one that has not begun, and begins when the scope is stored
    select j.id from jira.job j join change t on t.changed
    where j.connector_id = :#${variable.connectorId}::text and j.kind = 'reconcile' and j.request = :#${variable.jobRequest.json}::jsonb
      and j.status in ('QUEUED', 'RUNNING') and j.started_at is null
    for update of j
), numbered as (
    select coalesce((
        select max(j.number) from jira.job j where j.connector_id = :#${variable.connectorId}::text and j.kind = 'reconcile'), 0) + 1 as number
    from change where changed and not exists (select from equal)
), queued as (
    insert into jira.job (connector_id, id, kind, number, request, trigger)
    select :#${variable.connectorId}::text, 'recon_' || lpad(number::text, greatest(3, length(number::text)), '0'), 'reconcile', number,
        :#${variable.jobRequest.json}::jsonb, 'scope'
    from numbered
    on conflict do nothing
    returning id
), saved as (
    update jira.connector c
    set scope = :#${variable.scope}::jsonb, updated_at = now()
    from change t
    where c.id = :#${variable.connectorId}::text and (not t.changed or exists (select from equal) or exists (select from queued))
    returning c.id, t.changed
), followed as (
    -- the webhook's filter is the scope's
    update jira.webhook w set check_at = now() from saved s where w.connector_id = s.id
)
select case when exists (select from before) then (select changed from saved) else false end

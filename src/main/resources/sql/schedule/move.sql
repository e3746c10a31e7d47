-- schedule-move: moves a connector's schedules on; of several instances the one that moves them owns the fire and queues its reconcile.
with given as (
    select * from jsonb_to_record(:#${body}::jsonb) as g("connectorId" text, "weekdayNext" timestamptz, "weekendNext" timestamptz,
        "weekdayThen" timestamptz, "weekendThen" timestamptz)
), moved as (
    update jira.settings s
    set weekday_next = case when s.weekday_next > now() then s.weekday_next else g."weekdayThen" end,
        weekend_next = case when s.weekend_next > now() then s.weekend_next else g."weekendThen" end
    from given g
    where s.connector_id = g."connectorId" and s.weekday_next is not distinct from g."weekdayNext"
      and s.weekend_next is not distinct from g."weekendNext"
    returning s.connector_id, s.window_days, s.entities, coalesce(least(g."weekdayNext", g."weekendNext") <= now(), false) as fires
), numbered as (
    select m.*, coalesce((select max(number) from jira.job j where j.connector_id = m.connector_id and j.kind = 'reconcile'), 0) + 1 as number
    from moved m join jira.connector c on c.id = m.connector_id and c.scope is not null
    where m.fires and exists (select from jira.mapping_version v where v.connector_id = m.connector_id and v.active)
      and not exists (
          select from jira.job j
          where j.connector_id = m.connector_id and j.kind = 'reconcile' and j.status in ('QUEUED', 'RUNNING') and not j.cancel_requested
            and j.request = jsonb_build_object('entities', m.entities, 'windowDays', m.window_days))
)
insert into jira.job (connector_id, id, kind, number, request, trigger)
select connector_id, 'recon_' || lpad(number::text, greatest(3, length(number::text)), '0'), 'reconcile', number,
    jsonb_build_object('entities', entities, 'windowDays', window_days), 'schedule'
from numbered
on conflict do nothing

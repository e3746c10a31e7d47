-- mapping-switched, schedule-tick, scope-save: queues the one backfill that a connector gets by itself, when it first has scope and mapping; for every such
-- connector, because an instance may have died before it came to this.
insert into jira.job (connector_id, id, kind, number, request, trigger)
select c.id, 'backfill_001', 'backfill', 1, '{"entities": ["epic", "issue", "sprint", "version"]}'::jsonb
        || case when jsonb_exists(c.scope, 'historyDays') then jsonb_build_object('daysBack', c.scope -> 'historyDays') else '{}' end, 'first'
from jira.connector c
where c.scope is not null and c.deleted_at is null
  and exists (select from jira.mapping_version m where m.connector_id = c.id and m.active)
  and not exists (select from jira.job j where j.connector_id = c.id and j.kind = 'backfill')
-- one that is being removed gets none
for key share of c skip locked
on conflict do nothing

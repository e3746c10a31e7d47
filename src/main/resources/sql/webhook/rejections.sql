-- rejections-flush: adds what was counted in memory.
insert into jira.rejection as r (connector_id, minute, count, last_at)
select c.id, g.minute, g.count, g."lastAt"
from jsonb_to_recordset(:#${body}::jsonb) as g("connectorId" text, minute timestamptz, count int, "lastAt" timestamptz)
join jira.connector c on c.id = g."connectorId"
on conflict (connector_id, minute) do update set count = r.count + excluded.count, last_at = greatest(r.last_at, excluded.last_at)

-- webhook-receive-rejections: adds what was counted in memory; ordered, so that no two instances wait for each other.
insert into jira.rejection as r (connector_id, minute, status, count, last_at)
select c.id, g.minute, g.status, g.count, g."lastAt"
from jsonb_to_recordset(:#${body}::jsonb) as g("connectorId" text, minute timestamptz, status int, count int, "lastAt" timestamptz)
join jira.connector c on c.id = g."connectorId"
order by c.id, g.minute, g.status
on conflict (connector_id, minute, status) do update set count = r.count + excluded.count, last_at = greatest(r.last_at, excluded.last_at)

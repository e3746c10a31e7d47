-- change-outboxes: takes the connectors that have changes to be sent now and that nobody sends; while a sink is away, not before its next try.
insert into jira.lease as l (name, owner, until)
select 'outbox:' || c.id, :#${bean:leases.instance}::text, now() + make_interval(secs => :#${properties:connector.lease.seconds}::int)
from jira.connector c
where exists (select from jira.entity_change e where e.connector_id = c.id and e.due_at <= now())
  and not exists (select from jira.lease h where h.name = 'outbox:' || c.id and h.until > now())
  and not exists (select from jira.sink s where s.connector_id = c.id and s.retry_at > now())
order by c.id
on conflict (name) do update set owner = excluded.owner, fence = default, until = excluded.until
where l.until <= now()
returning l.name, l.fence, substr(l.name, length('outbox:') + 1) as id

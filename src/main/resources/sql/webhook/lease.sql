-- webhook-drain: takes the inboxes that have deliveries to be applied now and that nobody drains.
insert into jira.inbox_lease as l (connector_id, owner, lease_until)
select c.id, :#${variable.instance}::text, now() + make_interval(secs => :#${properties:connector.inbox.lease-seconds}::int)
from jira.connector c
where exists (select from jira.delivery d where d.connector_id = c.id and d.outcome is null and d.run_after <= now())
  and not exists (select from jira.inbox_lease h where h.connector_id = c.id and h.lease_until > now())
order by c.id limit :#${variable.idleWorkers}::int
on conflict (connector_id) do update
set owner = excluded.owner, turn = l.turn + 1, lease_until = excluded.lease_until
where l.lease_until <= now()
returning l.connector_id as id, l.turn

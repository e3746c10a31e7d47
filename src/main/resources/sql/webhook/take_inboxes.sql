-- drain-inboxes: takes the inboxes that have deliveries to be applied now and that nobody drains, as many as there are workers for;
-- what this instance does not take is left to the others.
insert into jira.lease as l (name, owner, until)
select 'inbox:' || c.id, :#${bean:leases.instance}::text, now() + make_interval(secs => :#${properties:connector.lease.seconds}::int)
from jira.connector c
where exists (select from jira.delivery d where d.connector_id = c.id and d.outcome is null and d.run_after <= now())
  and not exists (select from jira.lease h where h.name = 'inbox:' || c.id and h.until > now())
order by c.id limit greatest(0, :#${properties:connector.inbox.parallel-drains}::int - (
    select count(*) from jira.lease own where own.name like 'inbox:%' and own.owner = :#${bean:leases.instance}::text and own.until > now()))
on conflict (name) do update set owner = excluded.owner, fence = default, until = excluded.until
where l.until <= now()
returning l.name, l.fence, substr(l.name, length('inbox:') + 1) as id

-- lease-take: gives this instance the lease of that name; no row while somebody has it.
insert into jira.lease as l (name, owner, until)
values (:#${body}::text, :#${bean:leases.instance}::text, now() + make_interval(secs => :#${properties:connector.lease.seconds}::int))
on conflict (name) do update set owner = excluded.owner, fence = default, until = excluded.until
where l.until <= now()
returning l.name, l.fence

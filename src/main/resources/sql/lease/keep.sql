-- lease-heartbeat: keeps the leases under which this instance is really working, however long one call to Jira takes; the others of them
-- went to somebody else meanwhile.
update jira.lease l set until = now() + make_interval(secs => :#${properties:connector.lease.seconds}::int)
from jsonb_to_recordset(:#${variable.held}::jsonb) as h(name text, fence bigint)
where l.name = h.name and l.fence = h.fence
returning l.name, l.fence

-- drain-failed: whether the inbox is still this worker's; no row where its connector was removed, or another worker has it by now.
select l.fence from jira.lease l join jira.connector c on c.id = :#${variable.connectorId}::text
where l.name = :#${variable.lease.name}::text and l.fence = :#${variable.lease.fence}::bigint

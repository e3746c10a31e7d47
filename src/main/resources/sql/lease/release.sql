-- lease-release: the work is done, or as much of it as may be done now; whoever sees the next of it first may take it.
delete from jira.lease where name = :#${body.name}::text and fence = :#${body.fence}::bigint

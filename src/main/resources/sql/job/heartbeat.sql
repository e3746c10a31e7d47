-- job-heartbeat: keeps the leases of this instance's jobs, however long one call to Jira takes.
update jira.job set lease_until = now() + make_interval(secs => :#${properties:connector.job.lease-seconds}::int)
where owner = :#${variable.instance}::text and status = 'RUNNING' and lease_until is not null

-- job-heartbeat: keeps the leases of the attempts that this instance is really at work on, however long one call to Jira takes.
update jira.job j set lease_until = now() + make_interval(secs => :#${properties:connector.job.lease-seconds}::int)
from jsonb_to_recordset(:#${variable.live}::jsonb) as l("connectorId" text, id text, attempt int)
where j.connector_id = l."connectorId" and j.id = l.id and j.attempt = l.attempt and j.status = 'RUNNING' and j.lease_until is not null

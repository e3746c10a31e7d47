-- any route: one entry in the connector's log.
-- optional: jobId
insert into jira.log_entry (connector_id, level, code, message, job_id)
values (:#${variable.connectorId}::text, :#${variable.logLevel}::text, :#${variable.logCode}::text, :#${variable.logMessage}::text, :#${variable.jobId}::text)

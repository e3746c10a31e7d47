-- job-warnings, sprint-points, board-estimate: a warning in the connector's log, which the body is.
-- optional: jobId
insert into jira.log_entry (connector_id, level, code, message, job_id)
values (:#${variable.connectorId}::text, 'WARN', :#${body.code}::text, :#${body.message}::text, :#${variable.jobId}::text)

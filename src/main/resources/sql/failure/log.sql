-- job-prepare, sprint-points-active, sprint-points: a warning in the connector's log, which the body is.
-- optional: job
insert into jira.log_entry (connector_id, level, code, message, job_id)
values (:#${variable.connectorId}::text, 'WARN', :#${body.code}::text, :#${body.message}::text, :#${variable.job.id}::text)

-- page-failures: values that could not be read, one log entry for a target.
insert into jira.log_entry (connector_id, level, code, message, job_id)
select :#${variable.page.connectorId}::text, 'WARN', 'VALUE_UNREADABLE', w, nullif(:#${variable.page.jobId}::text, '')
from jsonb_array_elements_text(:#${variable.page.warnings.toString}::jsonb) w

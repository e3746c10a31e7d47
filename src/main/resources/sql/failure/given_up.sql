-- job-stage: issues that are gone or outside the scope leave the dead letters, with a log entry; those that failed again stay.
with gone as (
    delete from jira.dead_letter d using jira.to_check s
    where s.connector_id = :#${variable.connectorId}::text and s.job_id = :#${variable.job.id}::text 
      and s.verdict is not null and s.verdict <> 'present'
      and d.connector_id = s.connector_id and d.replay_job = s.job_id and d.entity = 'issue' and d.jira_id = s.jira_id::text and d.last_at <= s.judged_at
    returning d.jira_id, d.jira_key, s.verdict, s.evidence
)
insert into jira.log_entry (connector_id, level, code, message, job_id, jira_key)
select :#${variable.connectorId}::text, 'INFO', 'DEAD_LETTER_CLOSED', 'Issue ' || jira_id || ', ' || verdict || ': ' || evidence,
    :#${variable.job.id}::text, coalesce(jira_key, jira_id)
from gone

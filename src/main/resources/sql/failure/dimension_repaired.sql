-- dead-letter-dimensions: it is applied, or removed because Jira no longer knows it; its dead letter goes, with a log entry where it is gone.
with repaired as (
    delete from jira.dead_letter
    where connector_id = :#${variable.connectorId}::text and entity = :#${variable.dimension.entity}::text and jira_id = :#${variable.dimension.jiraId}::text
    returning connector_id, entity, jira_id
), noted as (
    insert into jira.log_entry (connector_id, level, code, message, job_id)
    select connector_id, 'INFO', 'DEAD_LETTER_CLOSED', initcap(entity) || ' ' || jira_id || ', not_found: Jira does not know it any more',
        :#${variable.job.id}::text
    from repaired where :#${body}::boolean
), counted as (
    update jira.job j
    set pages = j.pages + 1, checkpoint_at = now(), failures = 0, last_error = null
    where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text
      and j.attempt = :#${variable.job.attempt}::int and j.status = 'RUNNING'
    returning j.cancel_requested
)
select json_build_object('running', exists (select from counted where not cancel_requested))::text

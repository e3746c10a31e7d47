-- dead-letter-dimensions: Jira refused it once more; the dead letter stays, with one more try.
with failed as (
    update jira.dead_letter
    set tries = tries + 1, last_at = now(), replay_job = null, reason = left(:#${variable.failure.message}::text, 500)
    where connector_id = :#${variable.connectorId}::text and entity = :#${variable.dimension.entity}::text and jira_id = :#${variable.dimension.jiraId}::text
    returning connector_id, entity, jira_id, reason
), noted as (
    insert into jira.log_entry (connector_id, level, code, message, job_id)
    select connector_id, 'ERROR', 'ITEM_FAILED', initcap(entity) || ' ' || jira_id || ': ' || reason, :#${variable.job.id}::text from failed
), counted as (
    update jira.job j
    set pages = j.pages + 1, dead_letters = j.dead_letters + 1, checkpoint_at = now(), failures = 0, last_error = null
    where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text
      and j.attempt = :#${variable.job.attempt}::int and j.status = 'RUNNING'
    returning j.cancel_requested
)
select json_build_object('running', exists (select from counted where not cancel_requested))::text

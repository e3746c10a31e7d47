-- walk-end: says in the log that a list may lack something, and notes it in the job, once for each entity; with the stage, because an attempt
-- that begins the stage again asks for it again (claim.sql).
-- optional: job
with noted as (
    update jira.job j
    set context = j.context || jsonb_build_object('incomplete', coalesce(j.context -> 'incomplete', '[]') || jsonb_build_array(
        jsonb_build_object('stage', j.stage, 'kind', 'walk', 'code', 'LIST_INCOMPLETE', 'lasting', false,
            'told', jsonb_build_object('entity', :#${variable.walk.entity}::text, 'httpStatus', 200))))
    where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text and j.status = 'RUNNING'
      and not coalesce(j.context -> 'incomplete', '[]')
          @> jsonb_build_array(jsonb_build_object('told', jsonb_build_object('entity', :#${variable.walk.entity}::text, 'httpStatus', 200)))
)
insert into jira.log_entry (connector_id, level, code, message, job_id)
select :#${variable.connectorId}::text, 'WARN', 'LIST_INCOMPLETE', format('Jira''s list may be incomplete (%s): it repeats itself, does not end '
    'or changes all the time, so the walk ended there. What it did not name does not count as gone.', :#${variable.walk.title}::text),
    :#${variable.job.id}::text

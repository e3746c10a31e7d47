-- job-part-failed, walk-end: says in the log what Jira did not give, and notes it in the job, once for each job; with the stage, because an
-- attempt that begins the stage again asks for it again (claim.sql). Each list that is not whole is a line in the log.
-- optional: job
with noted as (
    update jira.job j
    set context = j.context || jsonb_build_object('incomplete', coalesce(j.context -> 'incomplete', '[]') || jsonb_build_array(
        jsonb_build_object('stage', j.stage, 'kind', :#${body.kind}::text, 'code', :#${body.code}::text, 'lasting', :#${body.lasting}::boolean,
            'shown', :#${body.shown}::jsonb)))
    where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text and j.status = 'RUNNING'
      and :#${body.shown}::text is not null
      and not exists (select from jsonb_array_elements(coalesce(j.context -> 'incomplete', '[]')) i
                      where i -> 'shown' = :#${body.shown}::jsonb)
    returning j.id
)
insert into jira.log_entry (connector_id, level, code, message, job_id)
select :#${variable.connectorId}::text, :#${body.level}::text, :#${body.code}::text,
    :#${body.message}::text, :#${variable.job.id}::text
where :#${variable.job.id}::text is null or :#${body.shown}::text is null or :#${body.kind}::text = 'walk'
   or exists (select from noted)

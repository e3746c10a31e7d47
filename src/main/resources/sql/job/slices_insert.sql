-- job-prepare-plan: writes the plan of token walks; a plan that is there already stays, with its checkpoints, and an attempt that is over
-- writes none.
with present as materialized (
    select from jira.job j
    where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text
      and j.attempt = :#${variable.job.attempt}::int and j.status = 'RUNNING'
    for update
), planned as (
    -- the keys and levels that this plan knows of count as dealt with when the job is done, and not when it ends any other way
    update jira.job j
    set context = j.context || jsonb_build_object('planned', jsonb_build_object(
        'issueTypes', s.issue_types,
        'projects', s.projects))
    from jira.site s
    where exists (select from present) and j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text and s.connector_id = j.connector_id
      and :#${variable.job.coversScope}::boolean and not jsonb_exists(j.context, 'planned')
)
insert into jira.job_slice (connector_id, job_id, stage, number, spec)
select :#${variable.connectorId}::text, :#${variable.job.id}::text, s.stage, s.number, s.spec
from jsonb_to_recordset(:#${body}::jsonb) as s(stage text, number int, spec jsonb)
where exists (select from present)
on conflict do nothing

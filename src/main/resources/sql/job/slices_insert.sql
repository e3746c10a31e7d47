-- job-prepare: writes the plan of token walks; a plan that is there already stays, with its checkpoints.
with dealt_with as (
    -- in the same statement: a crash before it must not make a renamed status look old
    update jira.site set handled = jsonb_build_object('statuses', statuses, 'priorities', priorities, 'projects', projects, 'issueTypes', issue_types)
    where connector_id = :#${variable.connectorId}::text and :#${variable.job.coversScope}::boolean
)
insert into jira.job_slice (connector_id, job_id, stage, number, spec)
select :#${variable.connectorId}::text, :#${variable.jobId}::text, s.stage, s.number, s.spec
from jsonb_to_recordset(:#${variable.slices}::jsonb) as s(stage text, number int, spec jsonb)
on conflict do nothing

-- job-prepare: writes the plan of token walks; a plan that is there already stays, with its checkpoints.
insert into jira.job_slice (connector_id, job_id, stage, number, spec)
select :#${variable.connectorId}::text, :#${variable.jobId}::text, s.stage, s.number, s.spec
from jsonb_to_recordset(:#${variable.slices}::jsonb) as s(stage text, number int, spec jsonb)
on conflict do nothing

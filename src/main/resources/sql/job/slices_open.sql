-- job-issues: the token walks of a stage that are not at their end.
select json_build_object('stage', stage, 'number', number, 'spec', spec, 'token', next_token)::text as slice
from jira.job_slice
where connector_id = :#${variable.connectorId}::text and job_id = :#${variable.job.id}::text and stage = :#${variable.job.stage}::text and not done
order by number

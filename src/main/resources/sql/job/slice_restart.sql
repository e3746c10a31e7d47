-- job-issues-slice: Jira no longer knows the token; the walk begins again, what is applied stays and is not written again.
update jira.job_slice set next_token = null
where connector_id = :#${variable.connectorId}::text and job_id = :#${variable.job.id}::text
  and stage = :#${variable.walk.stage}::text and number = :#${variable.walk.number}::int

-- page-checkpoint: where the walk goes on, if the page is one of a walk.
update jira.job_slice
set next_token = nullif(:#${variable.page.nextToken}::text, ''), done = :#${variable.page.lastPage}::boolean, pages = pages + 1
where connector_id = :#${variable.page.connectorId}::text and job_id = :#${variable.page.jobId}::text
  and stage = :#${variable.page.stage}::text and number = :#${variable.page.slice}::int

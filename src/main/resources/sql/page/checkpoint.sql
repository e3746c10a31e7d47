-- page-checkpoint: where the walk goes on, if the page is one of a walk.
update jira.job_slice
set next_token = nullif(:#${variable.page.job.next}::text, ''), done = :#${variable.page.job.lastPage}::boolean, pages = pages + 1
where connector_id = :#${variable.page.connectorId}::text and job_id = :#${variable.page.job.id}::text
  and stage = :#${variable.page.job.stage}::text and number = :#${variable.page.job.slice}::int

-- job-removals: versions of projects that are no longer in scope, or that the account no longer sees, go with their issues.
delete from jira.release r
where r.connector_id = :#${variable.connectorId}::text
  and r.project_id <> all (array(select p::bigint from jsonb_array_elements_text(:#${variable.visibleProjects}::jsonb) p))

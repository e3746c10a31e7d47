-- job-sprints: the active sprints, whose points are to be summed.
select jira_id as id from jira.sprint where connector_id = :#${variable.connectorId}::text and state = 'active' order by jira_id

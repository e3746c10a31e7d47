-- sprint-points-active: the active sprints, whose points are to be summed.
select jira_id as id from jira.sprint where connector_id = :#${variable.connectorId}::text and state = 'active'
  and not exists (select from jira.job j where j.connector_id = sprint.connector_id and j.id = :#${variable.job.id}::text
                  and j.context -> 'gone' -> 'sprints' @> to_jsonb(jira_id)) order by jira_id

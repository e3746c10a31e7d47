-- sprint-points: keeps an active sprint's planned and completed points.
update jira.sprint set planned_points = :#${variable.sum.planned}::numeric, completed_points = :#${variable.sum.completed}::numeric
where connector_id = :#${variable.connectorId}::text and jira_id = :#${variable.sprintId}::bigint
  and (planned_points, completed_points) is distinct from (:#${variable.sum.planned}::numeric, :#${variable.sum.completed}::numeric)

-- points-turn: the sum is written. What changed an issue of the sprint meanwhile made it due at an earlier time: that row stays.
delete from jira.points_due
where connector_id = :#${variable.connectorId}::text and sprint_id = :#${variable.sprintId}::bigint and due_at = :#${variable.taken}::timestamptz

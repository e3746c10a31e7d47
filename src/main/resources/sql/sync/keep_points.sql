-- sprint-points: keeps an active sprint's planned and completed points, and which mapping they are by. Points are shown, and told
-- of, as long as the sprint is active.
with kept as (
    update jira.sprint
    set planned_points = :#${variable.sum.planned}::numeric, completed_points = :#${variable.sum.completed}::numeric,
        mapping_version = :#${variable.context.mappingVersion}::text, last_sync = now()
    where connector_id = :#${variable.connectorId}::text and jira_id = :#${variable.sprintId}::bigint
      and (planned_points, completed_points) is distinct from (:#${variable.sum.planned}::numeric, :#${variable.sum.completed}::numeric)
    returning connector_id, jira_id, state
)
insert into jira.entity_change (connector_id, entity, jira_id, action)
select connector_id, 'sprint', jira_id, 'updated' from kept where state = 'active'

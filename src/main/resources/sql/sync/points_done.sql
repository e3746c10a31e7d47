-- sprint-points-again: the sum is written. Jira's index may not have had what changed an issue of the sprint since, or shortly before it was begun:
-- then it is due once more.
with unsure as (
    update jira.points_due set due_at = changed_at + make_interval(secs => :#${properties:connector.sprints.points-delay-seconds}::int)
    where connector_id = :#${variable.connectorId}::text and sprint_id = :#${variable.part.id}::bigint
      and changed_at + make_interval(secs => :#${properties:connector.sprints.points-delay-seconds}::int) > :#${variable.taken}::timestamptz
)
delete from jira.points_due
where connector_id = :#${variable.connectorId}::text and sprint_id = :#${variable.part.id}::bigint
  and changed_at + make_interval(secs => :#${properties:connector.sprints.points-delay-seconds}::int) <= :#${variable.taken}::timestamptz

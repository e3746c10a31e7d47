-- page-follow-ups: the points of active sprints follow their issues; a backfill sums them up itself.
insert into jira.points_due (connector_id, sprint_id, due_at)
select connector_id, jira_id, now() + make_interval(secs => :#${properties:connector.sprints.points-delay-seconds}::int)
from jira.sprint
where connector_id = :#${variable.page.connectorId}::text
  and state = 'active' and jira_id = any (string_to_array(:#${variable.kept.sprints}::text, ',')::bigint[])
order by jira_id
on conflict (connector_id, sprint_id) do update
set due_at = least(points_due.due_at, excluded.due_at), changed_at = excluded.changed_at

-- points-tick: takes some sprints whose sum is due; if this instance dies, another one takes them a minute later.
with due as (
    select connector_id, sprint_id from jira.points_due where due_at <= now()
    order by due_at limit 10 for update skip locked
)
update jira.points_due p
set due_at = now() + make_interval(mins => 1, secs => :#${properties:connector.sprints.points-delay-seconds}::int)
from due d where p.connector_id = d.connector_id and p.sprint_id = d.sprint_id
returning p.connector_id, p.sprint_id, to_char(p.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as taken

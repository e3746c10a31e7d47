-- sprint-points-due: takes some sprints whose sum is due; if this instance dies, another one takes them a minute later.
with due as (
    select p.connector_id, p.sprint_id
    from jira.points_due p join jira.connector c on c.id = p.connector_id and c.deleted_at is null
    where p.due_at <= now()
    order by p.due_at limit 10 for update of p skip locked
)
update jira.points_due p
set due_at = now() + make_interval(mins => 1, secs => :#${properties:connector.sprints.points-delay-seconds}::int)
from due d where p.connector_id = d.connector_id and p.sprint_id = d.sprint_id
returning p.connector_id, p.sprint_id, to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as taken

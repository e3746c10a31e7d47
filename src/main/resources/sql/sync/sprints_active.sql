-- sprint-points-active: the active sprints, whose points are to be summed, each with the board that owns it. Not what nobody lists any more.
select s.jira_id as id, case when j.context -> 'gone' -> 'boards' @> to_jsonb(s.board_id) is not true then s.board_id end as board_id
from jira.sprint s left join jira.job j on j.connector_id = s.connector_id and j.id = :#${variable.job.id}::text
where s.connector_id = :#${variable.connectorId}::text and s.state = 'active'
  and j.context -> 'gone' -> 'sprints' @> to_jsonb(s.jira_id) is not true
order by s.jira_id

-- read-sprints: the sprints of a board (0: of all) in a state (an empty text: in any), in batches; one text of them all would cost
-- three times as much.
select string_agg(jira.sprint_json(s)::text, ',' order by s.jira_id) as batch
from jira.sprint s
where s.connector_id = :#${variable.connectorId}::text and (:#${body.state}::text = '' or s.state = :#${body.state}::text)
  and (:#${body.boardId}::bigint = 0 or s.jira_id in (
      select b.sprint_id from jira.sprint_board b
      where b.connector_id = :#${variable.connectorId}::text and b.board_id = :#${body.boardId}::bigint
      union all
      select o.jira_id from jira.sprint o
      where o.connector_id = :#${variable.connectorId}::text and o.board_id = :#${body.boardId}::bigint))
group by s.jira_id / 256
order by s.jira_id / 256

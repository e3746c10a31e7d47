-- sprint-list: the sprints of a board in a state, each condition optional.
select coalesce(json_agg(jira.sprint_json(s) order by s.jira_id), '[]')::text
from jira.sprint s, jsonb_to_record(:#${variable.filter}::jsonb) as f("boardId" bigint, state text)
where s.connector_id = :#${variable.connectorId}::text and (f.state is null or s.state = f.state)
  and (f."boardId" is null or s.board_id = f."boardId" or exists (
      select from jira.sprint_board b where b.connector_id = s.connector_id and b.board_id = f."boardId" and b.sprint_id = s.jira_id))

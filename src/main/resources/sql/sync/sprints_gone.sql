-- job-sprints: after all boards were read, remembers them, and notes in the job which boards and sprints nobody lists any more. They go
-- by sweep_sprints.sql, when the guard has looked: a board that is hidden looks like one that is gone.
with read_boards as (
    -- null stands for a board that was passed over
    select b::bigint as board_id from jsonb_array_elements_text(:#${variable.boardsRead.toString}::jsonb) b where b is not null
), kept_boards as (
    insert into jira.board (connector_id, board_id) select :#${variable.connectorId}::text, board_id from read_boards order by board_id
    on conflict do nothing
), boards as (
    select b.board_id from (
        select board_id from jira.board where connector_id = :#${variable.connectorId}::text
        union select board_id from jira.sprint_board where connector_id = :#${variable.connectorId}::text) b
    where :#${variable.allBoards}::boolean and b.board_id not in (select board_id from read_boards)
), sprints as (
    select s.jira_id from jira.sprint s
    where s.connector_id = :#${variable.connectorId}::text and s.observed_at < :#${variable.stageStart.toString}::timestamptz
      and not exists (select from jira.sprint_board l where l.connector_id = s.connector_id and l.sprint_id = s.jira_id
                      and l.board_id not in (select board_id from boards))
)
update jira.job j
set context = j.context || jsonb_build_object('gone', jsonb_build_object(
    'boards', (select coalesce(jsonb_agg(board_id), '[]') from boards), 'sprints', (select coalesce(jsonb_agg(jira_id), '[]') from sprints),
    'since', :#${variable.stageStart.toString}::timestamptz))
where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.jobId}::text and j.attempt = :#${variable.job.attempt}::int
  and j.status = 'RUNNING'

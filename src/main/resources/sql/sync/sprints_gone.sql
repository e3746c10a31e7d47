-- job-sprints: after all boards were read, remembers them, and notes in the job which boards and sprints nobody lists any more. They go
-- by sweep_sprints.sql, if the deletion limit lets them: a board that is hidden looks like one that is gone.
with read_boards as (
    -- null stands for a board that was skipped
    select b::bigint as board_id from jsonb_array_elements(:#${body.toString}::jsonb) b where jsonb_typeof(b) = 'number'
), hidden_boards as (
    -- one that is there, but not for this account
    select (b ->> 'hidden')::bigint as board_id from jsonb_array_elements(:#${body.toString}::jsonb) b where jsonb_typeof(b) = 'object'
), kept_boards as (
    insert into jira.board (connector_id, board_id, read_at)
    select :#${variable.connectorId}::text, board_id, :#${variable.boards.start.toString}::timestamptz from read_boards order by board_id
    on conflict do nothing
), confirmed as (
    -- an admin said yes to these, and to no others that are missing by now
    select j.context -> 'gone' -> 'boards' as boards, j.context -> 'gone' -> 'sprints' as sprints from jira.job j
    where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text and (j.context ->> 'confirmed')::boolean
), boards as (
    select b.board_id from (
        select board_id from jira.board where connector_id = :#${variable.connectorId}::text
        union select board_id from jira.sprint_board where connector_id = :#${variable.connectorId}::text) b
    where :#${variable.boards.all}::boolean and b.board_id not in (select board_id from read_boards union all select board_id from hidden_boards)
      and not exists (select from confirmed c where c.boards @> to_jsonb(b.board_id) is not true)
), sprints as (
    select s.jira_id from jira.sprint s
    where s.connector_id = :#${variable.connectorId}::text and s.observed_at < :#${variable.boards.start.toString}::timestamptz
      and not exists (select from jira.sprint_board l where l.connector_id = s.connector_id and l.sprint_id = s.jira_id
                      and l.board_id not in (select board_id from boards))
      and not exists (select from confirmed c where c.sprints @> to_jsonb(s.jira_id) is not true)
), refuted as (
    -- what was seen again is no longer in doubt, whenever it vanishes next
    update jira.job h
    set context = h.context || jsonb_build_object('gone', h.context -> 'gone' || jsonb_build_object(
        'boards', array(select b::bigint from jsonb_array_elements_text(h.context -> 'gone' -> 'boards') b
                        where b::bigint not in (select board_id from read_boards)),
        'sprints', array(select e::bigint from jsonb_array_elements_text(h.context -> 'gone' -> 'sprints') e
                         where not exists (select from jira.sprint_board l where l.connector_id = h.connector_id and l.sprint_id = e::bigint
                                           and l.board_id in (select board_id from read_boards)))))
    where h.connector_id = :#${variable.connectorId}::text and h.status = 'NEEDS_CONFIRMATION' and jsonb_exists(h.context, 'gone')
)
update jira.job j
set context = j.context || jsonb_build_object('gone', jsonb_build_object(
    'boards', (select coalesce(jsonb_agg(board_id), '[]') from boards), 'sprints', (select coalesce(jsonb_agg(jira_id), '[]') from sprints),
    'since', :#${variable.boards.start.toString}::timestamptz))
where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text and j.attempt = :#${variable.job.attempt}::int
  and j.status = 'RUNNING'

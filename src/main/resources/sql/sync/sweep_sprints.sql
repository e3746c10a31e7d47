-- job-sprints: after all boards were read, removes the boards that are no longer read and the sprints that no board lists.
with read_boards as (
    -- null stands for a board that was passed over
    select b::bigint as board_id from jsonb_array_elements_text(:#${variable.boardsRead.toString}::jsonb) b where b is not null
), kept_boards as (
    insert into jira.board (connector_id, board_id) select :#${variable.connectorId}::text, board_id from read_boards order by board_id
    on conflict do nothing
), dropped_boards as (
    delete from jira.board b where b.connector_id = :#${variable.connectorId}::text and :#${variable.allBoards}::boolean
      and b.board_id not in (select board_id from read_boards)
), unread as (
    delete from jira.sprint_board s where s.connector_id = :#${variable.connectorId}::text and :#${variable.allBoards}::boolean
      and s.board_id not in (select board_id from read_boards)
      and not exists (select from jira.sprint o where o.connector_id = s.connector_id and o.jira_id = s.sprint_id
                      and o.observed_at > :#${variable.job.startedAt.toString}::timestamptz and o.board_id = s.board_id
                      and exists (select from jira.sprint_board other where other.connector_id = s.connector_id and other.sprint_id = s.sprint_id
                                  and other.board_id in (select board_id from read_boards)))
    returning s.sprint_id, s.board_id
), removed as (
    delete from jira.sprint s
    where s.connector_id = :#${variable.connectorId}::text and s.observed_at < :#${variable.stageStart.toString}::timestamptz
      and not exists (select from jira.sprint_board b where b.connector_id = s.connector_id and b.sprint_id = s.jira_id
                      and not exists (select from unread u where u.sprint_id = b.sprint_id and u.board_id = b.board_id))
    returning s.jira_id
), told as (
    insert into jira.entity_change (connector_id, entity, jira_id, action)
    select :#${variable.connectorId}::text, 'sprint', jira_id, 'deleted' from removed
), suspected as (
    insert into jira.suspect (connector_id, job_id, jira_id, reason)
    select i.connector_id, :#${variable.jobId}::text, i.jira_id, 'renamed'
    from removed r join jira.item i on i.connector_id = :#${variable.connectorId}::text and i.refs @> array['sprint:' || r.jira_id]
    on conflict do nothing
)
update jira.job j set deleted = j.deleted + case j.kind when 'reconcile' then (select count(*) from removed) else 0 end
where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.jobId}::text

-- job-removals: removes the boards and sprints that nobody listed when the job read them, unless they were seen again since, or wait
-- for an admin's word on a job of another kind.
with gone as materialized (
    select j.context -> 'gone' -> 'boards' as boards, j.context -> 'gone' -> 'sprints' as sprints,
        (j.context -> 'gone' ->> 'since')::timestamptz as since
    from jira.job j
    where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text and jsonb_exists(j.context, 'gone')
      and j.attempt = :#${variable.job.attempt}::int and j.status = 'RUNNING'
), held as materialized (
    select q.job_id, q.boards, q.sprints from gone, jira.pending_confirmations(:#${variable.connectorId}::text, :#${variable.job.id}::text) q
), gone_boards as materialized (
    select b::bigint as board_id from gone g, jsonb_array_elements_text(g.boards) b
    where not exists (select from held h where h.boards @> b::jsonb)
      and not exists (select from jira.board r where r.connector_id = :#${variable.connectorId}::text and r.board_id = b::bigint and r.read_at > g.since)
), dropped_boards as (
    delete from jira.board b where b.connector_id = :#${variable.connectorId}::text and b.board_id in (select board_id from gone_boards)
), unread as (
    delete from jira.sprint_board s where s.connector_id = :#${variable.connectorId}::text
      and s.board_id in (select board_id from gone_boards)
      and not exists (select from jira.sprint o where o.connector_id = s.connector_id and o.jira_id = s.sprint_id
                      and o.observed_at > :#${variable.job.startedAt.toString}::timestamptz and o.board_id = s.board_id
                      and exists (select from jira.sprint_board other where other.connector_id = s.connector_id and other.sprint_id = s.sprint_id
                                  and other.board_id not in (select board_id from gone_boards)))
), removed as (
    delete from jira.sprint s using gone g
    where s.connector_id = :#${variable.connectorId}::text and s.observed_at < g.since
      and s.jira_id in (select e::bigint from gone, jsonb_array_elements_text(sprints) e)
      and not exists (select from held h where h.sprints @> to_jsonb(s.jira_id))
      and not exists (select from jira.sprint_board l where l.connector_id = s.connector_id and l.sprint_id = s.jira_id
                      and l.board_id not in (select board_id from gone_boards))
    returning s.jira_id, s.board_id
), events as (
    insert into jira.entity_change (connector_id, entity, jira_id, action)
    select :#${variable.connectorId}::text, 'sprint', jira_id, 'deleted' from removed
), waiting as (
    insert into jira.log_entry (connector_id, level, code, message, job_id)
    select :#${variable.connectorId}::text, 'WARN', 'DELETIONS_WAIT',
        format('%s sprints stay until an admin confirms or cancels the job %s.', count(*), h.job_id), :#${variable.job.id}::text
    from gone g cross join jsonb_array_elements(g.sprints) e join held h on h.sprints @> e
    group by h.job_id
), to_check as (
    insert into jira.to_check (connector_id, job_id, jira_id, reason)
    select i.connector_id, :#${variable.job.id}::text, i.jira_id, 'renamed'
    from removed r join jira.item i on i.connector_id = :#${variable.connectorId}::text and i.refs @> array['sprint:' || r.jira_id]
    on conflict do nothing
)
update jira.job j
set deleted = j.deleted + r.removed,
    -- a board that vanished takes its sprints along without an event of theirs
    unreported = j.unreported + case j.kind when 'reconcile' then r.with_board else 0 end,
    found = case j.kind when 'reconcile' then jira.added(j.found, jsonb_build_object('/sprint_deleted', r.removed - r.with_board)) else j.found end
from (select count(*) as removed, count(*) filter (where board_id in (select board_id from gone_boards)) as with_board from removed) r
where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text and j.kind in ('reconcile', 'versions', 'sprints')

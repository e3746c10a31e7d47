-- dimension-read, job-sprints-board: which boards list the sprints that were kept just now. A complete list also says that a board was read,
-- and which sprints it no longer lists, unless it is not the whole of it.
with page as materialized (
    select p.* from jsonb_to_record(:#${body}::jsonb) as p(
        "connectorId" text, "observedAt" timestamptz, "boardId" bigint, complete boolean, whole boolean, sprints jsonb)
), listed as materialized (
    select s."jiraId" from page p, jsonb_to_recordset(p.sprints) as s("jiraId" bigint)
), read as (
    update jira.board b set read_at = p."observedAt" from page p
    where p.complete and b.connector_id = p."connectorId" and b.board_id = p."boardId" and b.read_at is distinct from p."observedAt"
), unlisted as (
    delete from jira.sprint_board b using page p
    where b.connector_id = p."connectorId" and p.complete and p.whole and b.board_id = p."boardId" and b.sprint_id not in (select "jiraId" from listed)
)
insert into jira.sprint_board (connector_id, board_id, sprint_id)
select s.connector_id, b.board, s.jira_id
from page p cross join listed l join jira.sprint s on s.connector_id = p."connectorId" and s.jira_id = l."jiraId"
cross join lateral (select p."boardId" as board where p.complete union select s.board_id) b
on conflict do nothing

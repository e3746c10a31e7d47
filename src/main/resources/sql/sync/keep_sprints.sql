-- dimension-read, job-sprints-board: applies the sprints of one board, or one that was read by id, if it belongs to a board of the copy.
-- optional: traceparent
with page as materialized (
    select p.* from jsonb_to_record(:#${body}::jsonb) as p("connectorId" text, "jobId" text, "observedAt" timestamptz,
        "mappingVersion" text, "boardId" bigint, complete boolean, "includeClosed" boolean, source jsonb, sprints jsonb, warnings jsonb)
), listed as materialized (
    -- one that does not name its board keeps the one that is known; else it is one of the board that lists it
    select s."jiraId", coalesce(s."boardId",
        (select o.board_id from jira.sprint o where o.connector_id = p."connectorId" and o.jira_id = s."jiraId"), p."boardId") as "boardId",
        s.name, s.state, s.goal, s."startDate", s."endDate", s."completeDate", s.self
    from page p, jsonb_to_recordset(p.sprints) as s("jiraId" bigint, "boardId" bigint, name text, state text, goal text,
        "startDate" timestamptz, "endDate" timestamptz, "completeDate" timestamptz, self text)
), known as materialized (
    select s.jira_id, s.mapping_version is distinct from p."mappingVersion"
        and (l."boardId", l.name, l.state, l.goal, l."startDate", l."endDate", l."completeDate") is not distinct from
            (s.board_id, s.name, s.state, s.goal, s.start_date, s.end_date, s.complete_date) as relabelled
    from page p cross join listed l join jira.sprint s on s.connector_id = p."connectorId" and s.jira_id = l."jiraId"
), incoming as materialized (
    select l.* from page p cross join listed l
    where l."jiraId" in (select jira_id from known)
       or (p.complete and (p."includeClosed" or l.state <> 'closed'))
       -- a sprint of a board outside the scope stays out, unless one of our boards lists it already
       or (not p.complete and exists (select from jira.board b where b.connector_id = p."connectorId" and b.board_id = l."boardId"))
), kept as (
    insert into jira.sprint as s (connector_id, jira_id, board_id, name, state, goal, start_date, end_date, complete_date, observed_at,
        mapping_version, source, last_sync)
    select p."connectorId", i."jiraId", i."boardId", i.name, i.state, i.goal, i."startDate", i."endDate", i."completeDate", p."observedAt",
        p."mappingVersion", p.source || jsonb_build_object('self', i.self), now() from page p cross join incoming i order by i."jiraId"
    on conflict (connector_id, jira_id) do update
    set board_id = excluded.board_id, name = excluded.name, state = excluded.state, goal = excluded.goal, start_date = excluded.start_date,
        end_date = excluded.end_date, complete_date = excluded.complete_date, observed_at = excluded.observed_at,
        mapping_version = excluded.mapping_version, source = excluded.source, last_sync = excluded.last_sync
    where excluded.observed_at > s.observed_at
      and (excluded.board_id, excluded.name, excluded.state, excluded.goal, excluded.start_date, excluded.end_date, excluded.complete_date,
           excluded.mapping_version) is distinct from (s.board_id, s.name, s.state, s.goal, s.start_date, s.end_date, s.complete_date, s.mapping_version)
    returning s.jira_id
), changed as (
    -- one that is only under another mapping version now is no news
    select k.jira_id, w.jira_id is null as fresh from kept k left join known w using (jira_id) where w.relabelled is not true
), known_board as (
    -- not one that came into the scope, or into sight, whose sprints no webhook reported
    select exists (select from jira.board b where b.connector_id = p."connectorId" and b.board_id = p."boardId") as so from page p
), due as (
    -- issues may have come into a new one a moment ago, which Jira's index shows only later: it is summed once more then
    insert into jira.points_due (connector_id, sprint_id, due_at, changed_at)
    select p."connectorId", c.jira_id, now(), case when c.fresh then now() else '-infinity' end
    from page p cross join changed c join incoming i on i."jiraId" = c.jira_id
    where not p.complete and i.state = 'active' on conflict do nothing
), events as (
    insert into jira.entity_change (connector_id, entity, jira_id, action, traceparent)
    select p."connectorId", 'sprint', c.jira_id, case when c.fresh then 'created' else 'updated' end, :#${variable.traceparent}::text from page p cross join changed c
), warned as (
    insert into jira.log_entry (connector_id, level, code, message, job_id)
    select p."connectorId", 'WARN', 'VALUE_UNREADABLE', w, p."jobId" from page p cross join jsonb_array_elements_text(p.warnings) w
)
update jira.job j
set upserts = j.upserts + (select count(*) from kept), pages = j.pages + 1, checkpoint_at = now(),
    missed = j.missed + case when j.kind in ('reconcile', 'versions', 'sprints') then (select count(*) from changed where fresh) else 0 end,
    stale = j.stale + case when j.kind in ('reconcile', 'versions', 'sprints') then (select count(*) from changed where not fresh) else 0 end,
    unreported = j.unreported + case j.kind when 'reconcile' then (select count(*) from changed, known_board where fresh and not so) else 0 end,
    found = case j.kind when 'reconcile' then jira.added(j.found, (
        select jsonb_build_object('/sprint_created', count(*) filter (where fresh and so), '/sprint_updated', count(*) filter (where not fresh))
        from changed, known_board)) else j.found end
from page p where j.connector_id = p."connectorId" and j.id = p."jobId"

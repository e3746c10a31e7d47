-- What the questions of other jobs still wait for (NEEDS_CONFIRMATION), which a job must not remove before an admin has answered. A job that
-- was confirmed has its answer.
create function jira.questions(connector text, job text)
    returns table (job_id text, boards jsonb, sprints jsonb, projects jsonb)
    language sql stable
    begin atomic
        select h.id, coalesce(h.context -> 'gone' -> 'boards', '[]'), coalesce(h.context -> 'gone' -> 'sprints', '[]'),
            coalesce(h.context -> 'unseenProjects', '[]')
        from jira.job j join jira.job h on h.connector_id = j.connector_id and h.kind <> j.kind and h.status = 'NEEDS_CONFIRMATION'
        where j.connector_id = connector and j.id = job and not coalesce((j.context ->> 'confirmed')::boolean, false);
    end;

-- Questions from before the job itself remembered how much waits, and of which projects.
update jira.job j
set context = j.context || jsonb_build_object(
    'pending', (select count(*) from jira.suspect s
                where s.connector_id = j.connector_id and s.job_id = j.id and s.verdict is not null and s.verdict <> 'present')
        + coalesce(jsonb_array_length(j.context -> 'gone' -> 'sprints'), 0),
    'unseenProjects', array(select jira.unseen_projects(j.connector_id)))
where j.status = 'NEEDS_CONFIRMATION' and not jsonb_exists(j.context, 'pending');

-- Syncs of versions that were asked for by keys alone; where no key is known any more, all projects are read as before.
update jira.job j
set request = j.request || jsonb_build_object('projectIds', k.ids)
from (
    select w.connector_id, w.id, jsonb_agg((p ->> 'id')::bigint order by (p ->> 'id')::bigint) as ids
    from jira.job w join jira.site s on s.connector_id = w.connector_id cross join jsonb_array_elements(s.projects) p
    where w.request -> 'projects' @> (p -> 'key')
    group by 1, 2) k
where j.connector_id = k.connector_id and j.id = k.id and j.kind = 'versions' and not jsonb_exists(j.request, 'projectIds')
  and j.status in ('QUEUED', 'RUNNING', 'NEEDS_CONFIRMATION');

-- A sprint that did not name its board was taken for one of board 0.
update jira.sprint s set board_id = l.board_id
from (select connector_id, sprint_id, min(board_id) as board_id from jira.sprint_board where board_id <> 0 group by 1, 2) l
where s.board_id = 0 and l.connector_id = s.connector_id and l.sprint_id = s.jira_id;
delete from jira.sprint_board where board_id = 0;

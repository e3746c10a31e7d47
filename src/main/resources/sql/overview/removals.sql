-- deletion-pending: what a job found to be gone and would remove once it is confirmed, with the verdict and what showed it: issues by key, then
-- versions and sprints; as many as guard.sql counts. No row where there is no such job.
with job as materialized (
    select j.connector_id, j.id, j.context from jira.job j where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.wantedJob}::text
), to_remove as materialized (
    select s.jira_id, s.verdict, s.evidence
    from job j join jira.to_check s on s.connector_id = j.connector_id and s.job_id = j.id and s.verdict is not null and s.verdict <> 'present'
), found as materialized (
    select 1 as rank, case i.entity when 'project' then 'epic' else 'issue' end as kind, i.jira_id, i.jira_key, null as title, s.verdict, s.evidence
    from job j cross join to_remove s join jira.item i on i.connector_id = j.connector_id and i.jira_id = s.jira_id
    union all
    select 2, 'version', r.jira_id, null, r.name, 'project_gone', 'Jira does not show the project ' || r.project_key || ' any more.'
    from job j join jira.release r on r.connector_id = j.connector_id and j.context -> 'unseenProjects' @> to_jsonb(r.project_id)
    -- as long as an issue of the project stays, its versions do
    where not exists (select from jira.item i where i.connector_id = r.connector_id and i.project_id = r.project_id
                      and i.jira_id not in (select jira_id from to_remove))
    union all
    select 3, 'sprint', s.jira_id, null, s.name, 'not_found', 'No board of the scope lists the sprint.'
    from job j join jira.sprint s on s.connector_id = j.connector_id and j.context -> 'gone' -> 'sprints' @> to_jsonb(s.jira_id)
), page as (
    select * from found order by rank, jira_id limit :#${body.size}::int offset :#${body.page}::bigint * :#${body.size}::int
)
select jira.page_json(
    (select json_agg(json_build_object('kind', p.kind, 'jiraId', p.jira_id::text, 'jiraKey', p.jira_key,
        'title', coalesce(p.title, a.answer ->> 'title', a.answer ->> 'name'), 'verdict', p.verdict, 'evidence', p.evidence) order by p.rank, p.jira_id)
     from page p left join jira.item i on p.rank = 1 and i.connector_id = :#${variable.connectorId}::text and i.jira_id = p.jira_id
        left join lateral jira.item_answer(i) a on i.jira_id is not null),
    :#${body.page}::int, :#${body.size}::int, (select count(*) from found))::text
from job

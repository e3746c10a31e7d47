-- When a board was last read: what one job found gone may have been seen again by another before the first removes it.
alter table jira.board add column read_at timestamptz;

-- The projects with versions in the copy that are not in scope any more, that are archived, or that the account no longer sees.
create function jira.unseen_projects(connector text) returns setof bigint
    language sql stable
    begin atomic
        select distinct r.project_id
        from jira.release r join jira.connector c on c.id = r.connector_id join jira.site s on s.connector_id = c.id
        where r.connector_id = connector and not exists (
            select from jsonb_array_elements(s.projects) p
            where (p ->> 'id')::bigint = r.project_id and jsonb_exists(p, 'key')
              and not coalesce((p ->> 'archived')::boolean, false) and not coalesce((p ->> 'deleted')::boolean, false)
              and c.scope -> 'projectIds' @> (p ->> 'id')::jsonb);
    end;

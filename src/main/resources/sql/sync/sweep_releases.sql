-- job-removals: versions of projects that are no longer in scope, that are archived, or that the account no longer sees, go with their issues; while the
-- guard holds those back, the versions stay too, whatever other job comes by.
with removed as (
    delete from jira.release r
    using jira.connector c join jira.site s on s.connector_id = c.id
    where r.connector_id = :#${variable.connectorId}::text and c.id = r.connector_id
      and not exists (
          select from jsonb_array_elements(s.projects) p
          where (p ->> 'id')::bigint = r.project_id and jsonb_exists(p, 'key')
            and not coalesce((p ->> 'archived')::boolean, false) and not coalesce((p ->> 'deleted')::boolean, false)
            and c.scope -> 'projectIds' @> (p ->> 'id')::jsonb)
      and not exists (select from jira.item i where i.connector_id = r.connector_id and i.project_id = r.project_id)
    returning r.connector_id, r.jira_id
)
insert into jira.entity_change (connector_id, entity, jira_id, action)
select connector_id, 'release', jira_id, 'deleted' from removed

-- coverage-prove: the projects of the scope that Jira shows, the one whose proof is the oldest first; at most 50.
with projects as (
    select (p ->> 'id')::bigint as id, p ->> 'key' as key
    from jira.connector c join jira.site s on s.connector_id = c.id, jsonb_array_elements(s.projects) p
    where c.id = :#${variable.connectorId}::text and jsonb_exists(p, 'key') and c.scope -> 'projectIds' @> (p ->> 'id')::jsonb
)
select p.id, p.key from projects p left join jira.coverage v on v.connector_id = :#${variable.connectorId}::text and v.project_id = p.id
order by v.proven_at nulls first, p.id limit 50

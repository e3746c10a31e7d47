-- coverage-get, coverage-prove: for each project of the scope what Jira counted and the copy had at the last proof, and what may explain a difference.
with projects as (
    select p ->> 'id' as id, p ->> 'key' as key, p ->> 'missing' as missing, coalesce(p ->> 'archived', p ->> 'deleted') as gone
    from jira.connector c join jira.site s on s.connector_id = c.id, jsonb_array_elements(s.projects) p
    where c.id = :#${variable.connectorId}::text and c.scope -> 'projectIds' @> (p ->> 'id')::jsonb
), pending as (
    select count(*) as deliveries from jira.delivery d where d.connector_id = :#${variable.connectorId}::text and d.outcome is null
), shown as (
    select p.*, v.jira_count, v.copy_count, v.proven_at, (
        select count(*) from jira.dead_letter d
        where d.connector_id = :#${variable.connectorId}::text and d.entity = 'issue' and starts_with(d.jira_key, p.key || '-')) as dead
    from projects p left join jira.coverage v on v.connector_id = :#${variable.connectorId}::text and v.project_id = p.id::bigint
)
select json_build_object(
    'complete', coalesce(bool_and(key is not null and jira_count = copy_count and dead = 0), false),
    'provenAt', jira.wire(case when count(*) filter (where key is not null) = count(proven_at) then min(proven_at) end),
    'pendingDeliveries', (select deliveries from pending),
    'projects', coalesce(json_agg(json_build_object('projectId', id, 'projectKey', key, 'jira', jira_count, 'copy', copy_count,
        'difference', jira_count - copy_count, 'deadLetters', dead, 'provenAt', jira.wire(proven_at), 'state', case
            when key is null then 'hidden' when gone = 'true' then 'gone' when proven_at is null then 'unproven'
            when jira_count = copy_count then 'complete' when jira_count - copy_count = dead then 'dead_letters' else 'different' end)
        order by key, id), '[]'))::text
from shown

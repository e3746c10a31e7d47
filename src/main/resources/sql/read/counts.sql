-- read-counts: how many items each mapping version made, by entity, which of their values no enumMap names, and how many people are matched
-- with nobody.
with made as materialized (
    select i.entity, i.mapping_version as version, count(*) as items from jira.item i
    where i.entity in ('project', 'story') and i.connector_id = :#${variable.connectorId}::text group by 1, 2
)
select json_build_object('items', (select coalesce(json_agg(m), '[]') from made m), 'unmapped', jira.unmapped(:#${variable.connectorId}::text),
    'unmatchedUsers', (select count(*) from jira.jira_user u
        where u.connector_id = :#${variable.connectorId}::text and u.zenem_email is null and u.active and u.account_type = 'atlassian'))::text as counts,
    (select coalesce(sum(items), 0) from made)::bigint as total

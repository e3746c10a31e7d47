-- mapping-store: stores a version, makes it the only active one and counts the items that a backfill has to bring up.
with given as (
    select 'map_' || :#${variable.mapping.slug}::text as wanted, :#${variable.mapping.json}::jsonb as mapping
), named as (
    -- the name may have been used before: a version is never overwritten
    select case when n.used = 0 then g.wanted else g.wanted || '-' || (n.used + 1) end as id, g.mapping
    from given g, lateral (
        select count(*) as used from jira.mapping_version m
        where m.connector_id = :#${variable.connectorId}::text and (m.id = g.wanted or m.id like replace(replace(g.wanted, '_', '\_'), '%', '\%') || '-%')) n
), retired as (
    update jira.mapping_version set active = false
    where connector_id = :#${variable.connectorId}::text and active
    returning 1
), saved as (
    insert into jira.mapping_version (connector_id, id, version_name, mapping, active)
    select :#${variable.connectorId}::text, id, mapping ->> 'versionName', mapping, (select count(*) from retired) >= 0 from named
    returning id, active, created_at
)
select json_build_object('versionId', id, 'active', active, 'createdAt', jira.wire(created_at),
    'staleItems', (
        select coalesce(sum(n.items), 0) from jira.item_number n
        where n.connector_id = :#${variable.connectorId}::text and n.week = 'infinity'))::text from saved

-- mapping-save: stores a version, makes it the only active one and counts the items that a backfill has to bring up.
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
    returning connector_id, id, active, created_at
), followed as (
    -- the webhook's events are those that the mapping needs
    update jira.webhook w set check_at = now() from saved s where w.connector_id = s.connector_id
)
select json_build_object('versionId', id, 'active', active, 'createdAt', jira.wire(created_at),
    'staleItems', (
        select count(*) from jira.item i where i.entity in ('project', 'story') and i.connector_id = :#${variable.connectorId}::text))::text from saved

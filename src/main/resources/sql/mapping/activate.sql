-- mapping-activate: makes an older version the active one again; no row when there is no such version.
with wanted as (
    select id from jira.mapping_version where connector_id = :#${variable.connectorId}::text and id = :#${variable.versionId}::text
), retired as (
    update jira.mapping_version m set active = false
    from wanted w where m.connector_id = :#${variable.connectorId}::text and m.active and m.id <> w.id
    returning 1
), activated as (
    -- the comparison makes the retiring come first: the index allows one active version at any moment
    update jira.mapping_version m set active = (select count(*) from retired) >= 0
    from wanted w where m.connector_id = :#${variable.connectorId}::text and m.id = w.id
    returning m.*
), followed as (
    -- the webhook's events are those that the mapping needs
    update jira.webhook w set check_at = now() from activated a where w.connector_id = a.connector_id
)
select json_build_object('versionId', a.id, 'active', a.active, 'createdAt', jira.wire(a.created_at),
    'staleItems', (
        select count(*) from jira.item i where i.entity in ('project', 'story') and i.connector_id = a.connector_id and i.mapping_version <> a.id))::text
from activated a

-- connector-create: inserts a connector with its default settings, or takes up again one that was removed with its data kept, for the
-- same site; otherwise the id is taken.
with given as (
    select * from jsonb_to_record(:#${body}::jsonb)
        as g(id text, name text, "baseUrl" text, "timeZone" text, "authType" text, "authPublic" jsonb, credentials text,
            "cloudId" text, "grant" text)
), inserted as (
    insert into jira.connector (id, name, base_url, time_zone, auth_type, auth_public, credentials)
    select id, name, "baseUrl", "timeZone", "authType", "authPublic", decode(credentials, 'base64') from given
    on conflict (id) do update
    set name = excluded.name, time_zone = excluded.time_zone, auth_type = excluded.auth_type, auth_public = excluded.auth_public,
        credentials = excluded.credentials, credentials_at = now(), deleted_at = null, updated_at = now()
    where connector.deleted_at is not null and connector.base_url = excluded.base_url
    returning *
), defaults as (
    insert into jira.settings (connector_id) select id from inserted on conflict do nothing
), granted as (
    insert into jira.oauth (connector_id, cloud_id, refresh_token, authorized_at)
    select i.id, g."cloudId", decode(g."grant", 'base64'), case when g."grant" is not null then now() end
    from inserted i join given g on g.id = i.id where i.auth_type = 'oauth2'
)
select g.id, i.id is not null as created from given g left join inserted i on i.id = g.id

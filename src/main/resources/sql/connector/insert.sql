-- connector-create: inserts a connector with its default settings; no row when the id is taken.
with given as (
    select * from jsonb_to_record(:#${body}::jsonb)
        as g(id text, name text, "baseUrl" text, "timeZone" text, "authType" text, "authPublic" jsonb, credentials text)
), inserted as (
    insert into jira.connector (id, name, base_url, time_zone, auth_type, auth_public, credentials)
    select id, name, "baseUrl", "timeZone", "authType", "authPublic", decode(credentials, 'base64') from given
    on conflict (id) do nothing
    returning *
), defaults as (
    insert into jira.settings (connector_id) select id from inserted
)
select jira.connector_json(row(i.*)::jira.connector)::text from inserted i

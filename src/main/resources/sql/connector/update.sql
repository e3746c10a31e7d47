-- connector-update: replaces a connector; credentials that are not given stay.
with given as (
    select * from jsonb_to_record(:#${body}::jsonb)
        as g(id text, name text, "baseUrl" text, "timeZone" text, "authType" text, "authPublic" jsonb, credentials text)
), updated as (
    update jira.connector c
    set name = g.name, base_url = g."baseUrl", time_zone = g."timeZone",
        auth_type = coalesce(g."authType", c.auth_type),
        auth_public = coalesce(g."authPublic", c.auth_public),
        credentials = coalesce(decode(g.credentials, 'base64'), c.credentials),
        updated_at = now()
    from given g where c.id = g.id
    returning c.*
)
select jira.connector_json(row(u.*)::jira.connector)::text from updated u

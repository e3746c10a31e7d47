-- connector-update: replaces a connector; credentials that are not given stay. What Atlassian granted stays with the same app and site.
-- No row where the address is another site's, and something was set up for the site before.
with given as (
    select * from jsonb_to_record(:#${body}::jsonb)
        as g(id text, name text, "baseUrl" text, "timeZone" text, "authType" text, "authPublic" jsonb, credentials text,
            "cloudId" text, "grant" text, "keepsGrant" boolean, moved boolean, "sameSite" boolean)
), updated as (
    update jira.connector c
    set name = g.name, base_url = g."baseUrl", time_zone = g."timeZone",
        auth_type = coalesce(g."authType", c.auth_type),
        auth_public = coalesce(g."authPublic", c.auth_public),
        credentials = coalesce(decode(g.credentials, 'base64'), c.credentials),
        credentials_at = case when g.credentials is null then c.credentials_at else now() end,
        updated_at = now()
    from given g
    where c.id = g.id
      and (not g.moved or g."sameSite"
           or c.scope is null and not exists (select from jira.webhook w where w.connector_id = c.id))
    returning c.id
), forgotten as (
    -- what was seen at the old address says nothing about the new one
    delete from jira.connection_health h using updated u, given g where h.connector_id = u.id and g.moved
), unlimited as (
    delete from jira.rate_limit r using updated u, given g where r.connector_id = u.id and g.moved
), unseen as (
    -- another address, account or app may show another webhook: it is looked at next
    update jira.webhook w
    set state = case when not g.moved then w.state end, message = case when not g.moved then w.message end,
        checked_at = case when not g.moved then w.checked_at end, check_at = now()
    from updated u, given g where w.connector_id = u.id
), revoked as (
    delete from jira.oauth o using updated u, given g where o.connector_id = u.id and g."authType" <> 'oauth2'
), granted as (
    insert into jira.oauth as o (connector_id, cloud_id, refresh_token, authorized_at)
    select u.id, g."cloudId", decode(g."grant", 'base64'), case when g."grant" is not null then now() end
    from updated u join given g on g.id = u.id where g."authType" = 'oauth2'
    on conflict (connector_id) do update
    set cloud_id = case when (select "keepsGrant" from given) then coalesce(excluded.cloud_id, o.cloud_id) else excluded.cloud_id end,
        -- another site needs another grant
        refresh_token = case when (select "keepsGrant" and ("cloudId" is null or "cloudId" = o.cloud_id) from given)
            then coalesce(excluded.refresh_token, o.refresh_token) else excluded.refresh_token end,
        authorized_at = case when (select "keepsGrant" from given) then coalesce(excluded.authorized_at, o.authorized_at) else excluded.authorized_at end,
        -- the access token goes: what is new here has to prove itself
        access_token = null, access_expires_at = null, generation = o.generation + 1, problem = null,
        state_hash = case when (select "keepsGrant" from given) then o.state_hash end
)
select id from updated

-- Connectors with OAuth 2.0 (3LO): what Atlassian granted to each, and the authorization that is under way.
create table jira.oauth (
    connector_id      text primary key references jira.connector on delete cascade,
    cloud_id          text,                    -- the site that calls go to; null until it is known
    refresh_token     bytea,                   -- AEAD ciphertext, bound to the connector's id; null until somebody authorizes
    access_token      bytea,                   -- likewise
    access_expires_at timestamptz,
    refreshed_at      timestamptz,
    authorized_at     timestamptz,
    generation        int not null default 0,  -- counts the tokens: who saw an older one looks again
    refresher         text,                    -- who refreshes now; a refresh that was overtaken stores nothing
    refresh_until     timestamptz,             -- its lease
    problem           text,                    -- why Atlassian refuses; nobody asks again until it is mended
    state_hash        bytea unique,            -- of the authorization under way; its state is told once and never kept
    state_expires_at  timestamptz
);

-- How old the credentials are; for those from before this, the last change of the connector is the best that is known.
alter table jira.connector add column credentials_at timestamptz not null default now();
update jira.connector set credentials_at = updated_at;

create or replace function jira.connector_json(c jira.connector) returns json
    language sql stable
    return json_build_object(
        'id', c.id, 'name', c.name, 'baseUrl', c.base_url,
        'auth', jsonb_build_object('type', c.auth_type) || c.auth_public || coalesce(
            (select jsonb_build_object('cloudId', o.cloud_id,
                 'authorized', o.refresh_token is not null and o.cloud_id is not null and o.problem is null)
             from jira.oauth o where o.connector_id = c.id), '{}'),
        'timeZone', c.time_zone,
        'scopeSaved', c.scope is not null,
        'mappingActive', exists (select from jira.mapping_version m where m.connector_id = c.id and m.active),
        'createdAt', jira.wire(c.created_at), 'updatedAt', jira.wire(c.updated_at));

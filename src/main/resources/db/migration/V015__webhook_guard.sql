-- The regular check of each webhook at Jira, and the dynamic webhooks of OAuth apps, which expire and have no secret of ours.
alter table jira.webhook drop constraint webhook_mode_check;
alter table jira.webhook
    add constraint webhook_mode_check check (mode in ('jira', 'manual', 'dynamic')),
    alter column secret drop not null,
    add column asked       text,         -- address, events and filter as Jira was asked for them
    add column echo        text,         -- the same as Jira showed them afterwards: it may write a filter in another way
    add column expires_at  timestamptz,  -- of a dynamic webhook
    add column print       text,         -- of what the registration depends on, as it was at the last check
    add column check_at    timestamptz not null default now(),  -- whoever moves it forward owns that check
    add column checked_at  timestamptz,
    add column state       text check (state in ('ok', 'missing', 'disabled', 'changed', 'doubled', 'unknown')),
    add column message     text,
    add column longest_gap interval;     -- the longest silence of the last days, null while too little is known
create index webhook_check on jira.webhook (check_at);

-- What a registration depends on: when it changes, the webhook at Jira has to follow.
create function jira.webhook_print(wanted text) returns text
    language sql stable
    return (
        select md5(concat_ws('|', c.scope::text, m.id, t.projects::text, t.issue_types::text, c.base_url, c.auth_type, c.auth_public ->> 'clientId'))
        from jira.connector c
        left join jira.mapping_version m on m.connector_id = c.id and m.active
        left join jira.site t on t.connector_id = c.id
        where c.id = wanted);

create table jira.webhook (
    connector_id  text primary key references jira.connector on delete cascade,
    wanted        text        not null check (wanted in ('jira', 'manual', 'none')),
    mode          text check (mode in ('jira', 'manual', 'dynamic', 'none')),
    secret        bytea,
    next_secret   bytea,
    registration  text,
    registered_at timestamptz not null default now(),
    rotated_at    timestamptz,
    expires_at    timestamptz,
    asked         text,
    echo          text,
    check_at      timestamptz not null default now(),
    checked_at    timestamptz,
    state         text check (state in ('ok', 'missing', 'disabled', 'changed', 'doubled', 'unknown')),
    message       text,
    good_at       timestamptz,
    longest_gap   interval
);
create index webhook_check on jira.webhook (check_at);
comment on table jira.webhook is 'The webhook of a connector: what is wanted, what Jira has of it, its secrets, and what the last check found. Kept: until it is unregistered or the connector removed.';
comment on column jira.webhook.wanted is 'What an admin asked for last: a webhook of ours (jira), one entered by hand (manual), or none.';
comment on column jira.webhook.mode is 'What Jira has: jira, an administrator''s that we wrote; dynamic, an OAuth app''s, which expires and has no secret of ours; manual; or none. Null before anybody knows.';
comment on column jira.webhook.next_secret is 'The secret that Jira is to have; accepted too until Jira has it for sure.';
comment on column jira.webhook.registration is 'The webhook''s id at Jira.';
comment on column jira.webhook.asked is 'Address, events and filter as Jira was asked for them.';
comment on column jira.webhook.echo is 'The same as Jira showed them afterwards: it may write a filter in another way.';
comment on column jira.webhook.check_at is 'The next check; whoever moves it forward owns it, and whoever changes what the webhook depends on moves it to now.';
comment on column jira.webhook.good_at is 'When it was last seen to be right at Jira: what came after that may have been lost.';
comment on column jira.webhook.longest_gap is 'The longest silence of the last days; null while too little is known.';

create table jira.rejection (
    connector_id text        not null references jira.connector on delete cascade,
    minute       timestamptz not null,
    status       int         not null default 401,
    count        int         not null,
    last_at      timestamptz not null,
    primary key (connector_id, minute, status)
);
comment on table jira.rejection is 'Deliveries that were refused, counted by the minute and the status; nothing of them is stored. Kept: 8 days.';

create table jira.oauth (
    connector_id      text primary key references jira.connector on delete cascade,
    cloud_id          text,
    refresh_token     bytea,
    access_token      bytea,
    access_expires_at timestamptz,
    refreshed_at      timestamptz,
    authorized_at     timestamptz,
    generation        int not null default 0,
    problem           text,
    state_hash        bytea unique,
    state_expires_at  timestamptz
);
comment on table jira.oauth is 'Connectors with OAuth 2.0 (3LO): what Atlassian granted, and the authorization that is under way. Kept: as long as the connector is active.';
comment on column jira.oauth.cloud_id is 'The site that calls go to; null until it is known.';
comment on column jira.oauth.refresh_token is 'Encrypted and bound to the connector''s id; null until somebody authorizes.';
comment on column jira.oauth.access_token is 'Likewise.';
comment on column jira.oauth.generation is 'Counts the tokens: who saw an older one looks again.';
comment on column jira.oauth.problem is 'Why Atlassian refuses; nobody asks again until it is solved.';
comment on column jira.oauth.state_hash is 'Of the authorization under way; the state itself is never stored.';

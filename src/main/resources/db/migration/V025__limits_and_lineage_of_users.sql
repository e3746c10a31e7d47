-- Jira's limits are separate, and an answer tells of one of them: what is left of the burst must not hide what is left of the quota.
-- At most one row for each kind of limit and connector. The columns rate_limit_remaining, rate_limit_reset and rate_limit_reason of
-- connection_health are written no more; they stay for instances of the version before, while instances are restarted one by one.
create table jira.rate_limit (
    connector_id text        not null references jira.connector on delete cascade,
    kind         text        not null check (kind in ('burst', 'quota', 'perIssueWrite')),
    -- Jira's name for it, where it gave one
    reason       text,
    -- requests or points in a window
    allowed      int,
    -- what was left of them when it was seen
    remaining    int,
    resets_at    timestamptz,
    seen_at      timestamptz not null,
    last_429_at  timestamptz,
    retry_after_sec int,
    events_429   int         not null default 0,
    primary key (connector_id, kind)
) with (fillfactor = 50);

-- A user is a row like the others, and tells how it came: via, jobId or deliveryId. Rows of before do not know; the next reconcile or
-- discovery writes it.
alter table jira.jira_user
    add column source          jsonb       not null default '{}',
    add column last_sync       timestamptz not null default now(),
    add column mapping_version text;
update jira.jira_user set last_sync = observed_at;

create function jira.active_mapping(connector text) returns text
    language sql stable
    return (select m.id from jira.mapping_version m where m.connector_id = connector and m.active);

-- Jira's own address of a user follows from the account's id, whoever named it.
create function jira.user_source(u jira.jira_user) returns jsonb
    language sql stable
    return (
        select u.source || jsonb_build_object('jiraId', u.account_id, 'self',
            c.base_url || case c.auth_type when 'bearer' then '/rest/api/2/user?key=' else '/rest/api/3/user?accountId=' end
                || replace(u.account_id, ':', '%3A'))
        from jira.connector c where c.id = u.connector_id);

create or replace function jira.user_json(u jira.jira_user) returns json
    language sql stable
    return json_build_object('accountId', u.account_id, 'displayName', u.display_name, 'emailAddress', u.email, 'active', u.active,
        'accountType', u.account_type, 'zenemEmail', u.zenem_email, 'mappedBy', u.mapped_by, 'goneAt', jira.wire(u.gone_at),
        'items', coalesce((select c.items from jira.user_items c where c.connector_id = u.connector_id and c.account_id = u.account_id), 0),
        'sourceConnectionId', u.connector_id, 'sourceMetadata', jira.user_source(u), 'lastSyncTimestamp', jira.wire(u.last_sync),
        'mappingVersion', u.mapping_version);

create or replace view zenem.users as
select u.connector_id as source_connection_id, u.account_id, u.display_name, u.email, u.active, u.account_type, u.zenem_email, u.mapped_by,
    u.gone_at, jira.user_source(u) as source_metadata, u.last_sync as last_sync_timestamp, u.mapping_version
from jira.jira_user u;

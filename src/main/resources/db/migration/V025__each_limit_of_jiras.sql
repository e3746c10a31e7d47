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

-- health-get, overview-get: what was last seen of the connection, and of the webhook what was found just now where Jira was asked for it.
-- optional: check
-- The budget is the quota where Jira tells what is left of it (an app hears that late), else the burst; a limit whose window is over is
-- whole again.
select json_build_object(
    -- who is told to ask less was heard
    'reachable', coalesce(a.needed is null and (h.http_status = 429 or h.last_success_at >= coalesce(h.last_error_at, h.last_success_at)), false),
    'lastSuccessAt', jira.wire(h.last_success_at), 'lastErrorAt', jira.wire(h.last_error_at), 'httpStatus', nullif(h.http_status, 0),
    'retryAt', case when h.paused_until > now() then jira.wire(h.paused_until) end, 'rateLimitRemaining', l.budget -> 'remaining', 'errorCode', case when a.needed is null then h.error_code else 'AUTHORIZATION_NEEDED' end,
    'message', coalesce(a.needed, h.message, case when h.connector_id is null then 'Jira was not asked yet.' else 'OK' end),
    'rateLimits', json_build_object('reason', l.last_hit, 'remaining', l.budget -> 'remaining', 'resetsAt', l.budget -> 'resetsAt',
        'burst', l.limits -> 'burst', 'quota', l.limits -> 'quota', 'perIssueWrite', l.limits -> 'perIssueWrite',
        'last429At', jira.wire(h.last_429_at), 'retryAfterSec', h.retry_after_sec, 'events', coalesce(h.events_429, 0),
        'pausedUntil', case when h.paused_until > now() then jira.wire(h.paused_until) end),
    'inbox', (select json_build_object('pending', count(*), 'oldestAt', jira.wire(min(d.received_at)))
              from jira.delivery d where d.connector_id = c.id and d.outcome is null),
    'changes', (select json_build_object('pending', count(*), 'oldestAt', jira.wire(min(e.at)))
                from jira.entity_change e where e.connector_id = c.id),
    'webhook', json_build_object(
        'state', case when w.connector_id is null then 'unregistered' when not s.webhooks_enabled then 'disabled' else coalesce(f.state, w.state, 'unknown') end,
        'checkedAt', jira.wire(case when f.state is null then w.checked_at else now() end), 'expiresAt', jira.wire(w.expires_at),
        'message', case when w.connector_id is null then 'No webhook is registered: POST /admin/connectors/' || c.id || '/webhooks/register.'
            when not s.webhooks_enabled then 'Webhooks are switched off in the connector''s settings.'
            when f.state is not null then f.message
            else coalesce(w.message, case when w.state is null then 'The webhook was not looked at yet.' end) end),
    'silence', case when w.longest_gap is not null and s.webhooks_enabled then (
        select json_build_object('silent', now() - q.last_at > q.bound, 'lastEventAt', jira.wire(q.last_at),
            'minutes', (extract(epoch from now() - q.last_at) / 60)::int, 'usualMinutes', (extract(epoch from w.longest_gap) / 60)::int,
            'limitMinutes', (extract(epoch from q.bound) / 60)::int)
        from (select max(d.received_at) as last_at,
                  greatest(w.longest_gap * 1.5, make_interval(mins => :#${properties:connector.webhook.silence-minutes}::int)) as bound
              from jira.delivery d where d.connector_id = c.id and d.event is distinct from 'reread') q
        where q.last_at is not null) end,
    'indexLag', (select json_build_object('samples', g.samples, 'p50Ms', g.p50_ms, 'p99Ms', g.p99_ms, 'waitSeconds', g.wait_seconds, 'fixed', g.fixed_seconds is not null)
                 from jira.index_lag(c.id, :#${properties:connector.job.index-wait-seconds}::int, :#${properties:connector.job.index-wait-min-seconds}::int,
                     :#${properties:connector.job.index-wait-max-seconds}::int) g),
    'credential', json_build_object(
        'ageDays', extract(epoch from now() - coalesce(o.authorized_at, c.credentials_at))::bigint / 86400,
        'expiresAt', c.auth_public ->> 'expiresAt',
        'daysLeft', floor(extract(epoch from (c.auth_public ->> 'expiresAt')::timestamp at time zone 'UTC' - now()) / 86400)))::text
from jira.connector c
left join jira.connection_health h on h.connector_id = c.id
left join jira.oauth o on o.connector_id = c.id
left join jira.settings s on s.connector_id = c.id
left join jira.webhook w on w.connector_id = c.id
left join lateral (
    select json_object_agg(k.kind, k.shown) as limits, (array_agg(k.shown order by k.remaining is not null desc, k.kind = 'quota' desc, k.kind))[1] as budget,
        (array_agg(k.reason order by k.last_429_at desc) filter (where k.last_429_at is not null))[1] as last_hit
    from (select r.kind, r.reason, r.last_429_at, n.remaining, json_build_object('reason', r.reason, 'allowed', r.allowed,
              'remaining', n.remaining, 'resetsAt', jira.wire(r.resets_at), 'seenAt', jira.wire(r.seen_at), 'last429At', jira.wire(r.last_429_at),
              'retryAfterSec', r.retry_after_sec, 'events', r.events_429) as shown
          from jira.rate_limit r, lateral (
              select case when r.resets_at <= now() then coalesce(r.allowed, r.remaining) else r.remaining end as remaining) n
          where r.connector_id = c.id) k) l on true
cross join (select nullif(:#${variable.check.finding.state}::text, '') as state, nullif(:#${variable.check.finding.message}::text, '') as message) f
cross join lateral (
    select coalesce(o.problem, case when o.refresh_token is null or o.cloud_id is null
        then 'The connector waits for its authorization at Atlassian: POST /admin/connectors/' || c.id || '/oauth/start.' end) as needed
    where c.auth_type = 'oauth2' union all select null where c.auth_type <> 'oauth2') a
where c.id = :#${variable.connectorId}::text

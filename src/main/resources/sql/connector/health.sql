-- health-get: what was last seen of the connection.
select json_build_object(
    'reachable', coalesce(a.needed is null and h.last_success_at is not null and h.last_success_at >= coalesce(h.last_error_at, h.last_success_at), false),
    'lastSuccessAt', jira.wire(h.last_success_at), 'lastErrorAt', jira.wire(h.last_error_at), 'httpStatus', nullif(h.http_status, 0),
    'rateLimitRemaining', h.rate_limit_remaining, 'errorCode', case when a.needed is null then h.error_code else 'AUTHORIZATION_NEEDED' end,
    'message', coalesce(a.needed, h.message, case when h.connector_id is null then 'Jira was not asked yet.' else 'OK' end),
    'rateLimits', json_build_object('reason', h.rate_limit_reason, 'remaining', h.rate_limit_remaining, 'resetsAt', jira.wire(h.rate_limit_reset),
        'last429At', jira.wire(h.last_429_at), 'retryAfterSec', h.retry_after_sec, 'events', coalesce(h.events_429, 0),
        'pausedUntil', case when h.paused_until > now() then jira.wire(h.paused_until) end),
    'inbox', (select json_build_object('pending', count(*), 'oldestAt', jira.wire(min(d.received_at)))
              from jira.delivery d where d.connector_id = c.id and d.outcome is null),
    'webhook', json_build_object(
        'state', case when w.connector_id is null then 'unregistered' when not s.webhooks_enabled then 'disabled' else coalesce(w.state, 'unknown') end,
        'checkedAt', jira.wire(w.checked_at), 'expiresAt', jira.wire(w.expires_at),
        'message', case when w.connector_id is null then 'No webhook is registered: POST /admin/connectors/' || c.id || '/webhooks/register.'
            when not s.webhooks_enabled then 'Webhooks are switched off in the connector''s settings.'
            else coalesce(w.message, case when w.state is null then 'The webhook was not looked at yet.' end) end),
    'silence', case when w.longest_gap is not null and s.webhooks_enabled then (
        select json_build_object('silent', now() - q.last_at > q.bound, 'lastEventAt', jira.wire(q.last_at),
            'minutes', (extract(epoch from now() - q.last_at) / 60)::int, 'usualMinutes', (extract(epoch from w.longest_gap) / 60)::int,
            'limitMinutes', (extract(epoch from q.bound) / 60)::int)
        from (select max(d.received_at) as last_at,
                  greatest(w.longest_gap * 1.5, make_interval(mins => :#${properties:connector.webhook.silence-minutes}::int)) as bound
              from jira.delivery d where d.connector_id = c.id and d.event is distinct from 'reread') q
        where q.last_at is not null) end,
    'credential', json_build_object(
        'ageDays', extract(epoch from now() - coalesce(o.authorized_at, c.credentials_at))::bigint / 86400,
        'expiresAt', c.auth_public ->> 'expiresAt',
        'daysLeft', floor(extract(epoch from (c.auth_public ->> 'expiresAt')::timestamp at time zone 'UTC' - now()) / 86400)))::text
from jira.connector c
left join jira.connection_health h on h.connector_id = c.id
left join jira.oauth o on o.connector_id = c.id
left join jira.settings s on s.connector_id = c.id
left join jira.webhook w on w.connector_id = c.id
cross join lateral (
    select coalesce(o.problem, case when o.refresh_token is null or o.cloud_id is null
        then 'The connector waits for its authorization at Atlassian: POST /admin/connectors/' || c.id || '/oauth/start.' end) as needed
    where c.auth_type = 'oauth2' union all select null where c.auth_type <> 'oauth2') a
where c.id = :#${variable.connectorId}::text

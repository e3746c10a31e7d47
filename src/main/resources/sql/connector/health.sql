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
    'credential', json_build_object(
        'ageDays', extract(epoch from now() - coalesce(o.authorized_at, c.credentials_at))::bigint / 86400,
        'expiresAt', c.auth_public ->> 'expiresAt',
        'daysLeft', floor(extract(epoch from (c.auth_public ->> 'expiresAt')::timestamp at time zone 'UTC' - now()) / 86400)))::text
from jira.connector c
left join jira.connection_health h on h.connector_id = c.id
left join jira.oauth o on o.connector_id = c.id
cross join lateral (
    select coalesce(o.problem, case when o.refresh_token is null or o.cloud_id is null
        then 'The connector waits for its authorization at Atlassian: POST /admin/connectors/' || c.id || '/oauth/start.' end) as needed
    where c.auth_type = 'oauth2' union all select null where c.auth_type <> 'oauth2') a
where c.id = :#${variable.connectorId}::text

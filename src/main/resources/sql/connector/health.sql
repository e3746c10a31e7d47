-- health-get: what was last seen of the connection.
select json_build_object(
    'reachable', coalesce(h.last_success_at is not null and h.last_success_at >= coalesce(h.last_error_at, h.last_success_at), false),
    'lastSuccessAt', jira.wire(h.last_success_at), 'lastErrorAt', jira.wire(h.last_error_at), 'httpStatus', nullif(h.http_status, 0),
    'rateLimitRemaining', h.rate_limit_remaining, 'errorCode', h.error_code,
    'message', coalesce(h.message, case when h.connector_id is null then 'Jira was not asked yet.' else 'OK' end),
    'rateLimits', json_build_object('reason', h.rate_limit_reason, 'remaining', h.rate_limit_remaining, 'resetsAt', jira.wire(h.rate_limit_reset),
        'last429At', jira.wire(h.last_429_at), 'retryAfterSec', h.retry_after_sec, 'events', coalesce(h.events_429, 0),
        'pausedUntil', case when h.paused_until > now() then jira.wire(h.paused_until) end),
    'inbox', (select json_build_object('pending', count(*), 'oldestAt', jira.wire(min(d.received_at)))
              from jira.delivery d where d.connector_id = c.id and d.outcome is null))::text
from jira.connector c left join jira.connection_health h on h.connector_id = c.id where c.id = :#${variable.connectorId}::text

-- jira-exchange: remembers what the last answer told of the connection; at most one write a second unless something changed.
insert into jira.connection_health as h (connector_id, last_success_at, last_error_at, http_status, error_code, message,
    rate_limit_remaining, rate_limit_reset)
select :#${variable.connectorId}::text, case when g.ok then now() end, case when not g.ok then now() end, g.status,
    g.code, g.message, g.remaining, g.reset
from (select :#${variable.answer.told}::int as status, :#${variable.answer.problem}::text is null as ok,
        case when :#${variable.answer.problem}::text is not null then 'JIRA_' || :#${variable.answer.told}::text end as code,
        :#${variable.answer.problem}::text as message,
        :#${variable.answer.limitRemaining}::int as remaining, :#${variable.answer.limitReset}::timestamptz as reset) g
where exists (select from jira.connector where id = :#${variable.connectorId}::text)
on conflict (connector_id) do update
set last_success_at = coalesce(excluded.last_success_at, h.last_success_at),
    last_error_at = coalesce(excluded.last_error_at, h.last_error_at),
    http_status = excluded.http_status,
    error_code = excluded.error_code, message = excluded.message,
    rate_limit_remaining = coalesce(excluded.rate_limit_remaining, h.rate_limit_remaining),
    rate_limit_reset = coalesce(excluded.rate_limit_reset, h.rate_limit_reset)
where h.http_status is distinct from excluded.http_status or h.message is distinct from excluded.message
   or coalesce(h.last_success_at, h.last_error_at) < now() - interval '1 second'

-- webhook-check: what the check found, since when deliveries are sure to come, and the longest silence between deliveries of the last week, by which health tells an unusual one;
-- with fewer than ten of them nothing is usual.
with gaps as (
    select received_at - lag(received_at) over (order by received_at) as gap
    from jira.delivery
    where connector_id = :#${variable.connectorId}::text and received_at > now() - interval '7 days' and event is distinct from 'reread'
), usual as (
    select case when count(*) >= 10 then max(gap) end as gap from gaps
), noted as (
    insert into jira.log_entry (connector_id, level, code, message)
    select w.connector_id, :#${variable.verdict.level}::text, :#${variable.verdict.code}::text, coalesce(nullif(:#${variable.verdict.message}::text, ''), 'The webhook was renewed.')
    from jira.webhook w where w.connector_id = :#${variable.connectorId}::text and :#${variable.verdict.logs}::boolean
)
update jira.webhook w
set state = :#${variable.verdict.state}::text, message = nullif(:#${variable.verdict.message}::text, ''), checked_at = now(), longest_gap = usual.gap,
    good_at = case when :#${variable.verdict.state}::text = 'ok' then now() else w.good_at end
from usual where w.connector_id = :#${variable.connectorId}::text
returning json_build_object('state', w.state, 'checkedAt', jira.wire(w.checked_at), 'message', w.message, 'mode', w.mode,
    'expiresAt', jira.wire(w.expires_at))::text

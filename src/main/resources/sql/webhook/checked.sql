-- webhook-check-keep: how the webhook is at Jira, since when deliveries are sure to come, and the longest silence between deliveries of the last
-- week, by which health tells an unusual one; with fewer than ten of them nothing is usual. One that is gone is answered as such.
with gaps as (
    select received_at - lag(received_at) over (order by received_at) as gap
    from jira.delivery
    where connector_id = :#${variable.connectorId}::text and received_at > now() - interval '7 days' and event is distinct from 'reread'
), usual as (
    select case when count(*) >= 10 then max(gap) end as gap from gaps
), noted as (
    insert into jira.log_entry (connector_id, level, code, message)
    select w.connector_id, :#${variable.check.finding.level}::text, :#${variable.check.finding.code}::text, coalesce(nullif(:#${variable.check.finding.message}::text, ''), 'The webhook was renewed.')
    from jira.webhook w where w.connector_id = :#${variable.connectorId}::text and :#${variable.check.finding.logs}::boolean
), checked as (
update jira.webhook w
set state = nullif(:#${variable.check.finding.state}::text, ''), message = nullif(:#${variable.check.finding.message}::text, ''), checked_at = now(), longest_gap = usual.gap,
    good_at = case when :#${variable.check.finding.state}::text = 'ok' then now() else w.good_at end
from usual where w.connector_id = :#${variable.connectorId}::text
returning json_build_object('state', w.state, 'checkedAt', jira.wire(w.checked_at), 'message', w.message,
    'registered', w.mode is not null, 'secretSet', w.secret is not null or coalesce(w.mode = 'dynamic', false),
    'mode', coalesce(w.mode, nullif(w.wanted, 'none')), 'rotated', coalesce(w.mode <> 'dynamic' and w.rotated_at > w.registered_at, false),
    'rotatedAt', jira.wire(w.rotated_at), 'expiresAt', jira.wire(w.expires_at))::text as answer
)
select answer from checked
union all
select json_build_object('state', 'unregistered', 'checkedAt', jira.wire(now()), 'message', null, 'registered', false, 'secretSet', false, 'mode', null,
    'rotated', false, 'rotatedAt', null, 'expiresAt', null)::text
where not exists (select from checked)

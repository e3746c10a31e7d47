-- webhook-write: Jira has the new secret; the old one is worth nothing from here on. Only where there was one, it is a rotation.
with before as (
    select rotated_at is not null and :#${variable.registration.mode}::text <> 'dynamic' as rotated from jira.webhook
    where connector_id = :#${variable.connectorId}::text
)
update jira.webhook w
set mode = :#${variable.registration.mode}::text,
    secret = decode(nullif(:#${variable.registration.encrypted}::text, ''), 'base64'), next_secret = null,
    registration = nullif(:#${variable.written.id}::text, ''), rotated_at = now(),
    asked = :#${variable.registration.asked}::text, echo = nullif(:#${variable.written.echo}::text, ''),
    expires_at = nullif(:#${variable.written.expiresAt}::text, '')::timestamptz,
    -- one that was entered by hand was not seen yet
    state = case when :#${variable.registration.mode}::text = 'manual' then null when :#${variable.written.enabled}::boolean then 'ok' else 'disabled' end,
    -- whoever changes a registration covers what was lost before; the next check finds it right. One that was entered by hand may
    -- never be seen: what it told until now is taken for good
    good_at = case when :#${variable.registration.mode}::text = 'manual' then now() else coalesce(good_at, now()) end,
    message = null, checked_at = now(), longest_gap = null,
    print = case when :#${variable.registration.mode}::text <> 'manual' then :#${variable.print}::text end,
    check_at = now() + make_interval(secs => :#${properties:connector.webhook.guard-seconds}::int)
from before where connector_id = :#${variable.connectorId}::text
returning json_build_object('rotated', before.rotated, 'rotatedAt', jira.wire(w.rotated_at), 'registered', true, 'secretSet', true, 'mode', w.mode,
    'expiresAt', jira.wire(w.expires_at))::text

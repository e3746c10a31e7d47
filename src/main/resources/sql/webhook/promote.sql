-- webhook-write: Jira has the new secret; the old one is worth nothing from here on.
update jira.webhook w
set mode = case when :#${variable.registration.manual}::boolean then 'manual' else 'jira' end,
    secret = decode(:#${variable.registration.encrypted}::text, 'base64'), next_secret = null,
    registration = nullif(:#${variable.registrationId}::text, ''), rotated_at = now()
where connector_id = :#${variable.connectorId}::text
returning json_build_object('rotated', true, 'rotatedAt', jira.wire(w.rotated_at), 'registered', true, 'secretSet', true, 'mode', w.mode)::text

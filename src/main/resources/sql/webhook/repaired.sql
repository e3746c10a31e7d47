-- webhook-prolong, webhook-repair: the webhook at Jira is as it should be; its secret stays, unless it is of another kind now.
update jira.webhook
set mode = :#${variable.registration.mode}::text, registration = nullif(:#${variable.written.id}::text, ''),
    secret = case when mode = :#${variable.registration.mode}::text then secret
        else decode(nullif(:#${variable.registration.encrypted}::text, ''), 'base64') end,
    next_secret = null, asked = :#${variable.registration.asked}::text, echo = nullif(:#${variable.written.echo}::text, ''),
    expires_at = nullif(:#${variable.written.expiresAt}::text, '')::timestamptz
where connector_id = :#${variable.connectorId}::text

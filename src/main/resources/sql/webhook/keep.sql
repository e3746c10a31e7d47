-- webhook-check-keep: Jira has what was wanted; the next secret is the secret, and the old one is worth nothing from here on. No row where
-- another instance has the lease by now.
update jira.webhook w
set mode = g.mode,
    secret = case when g.mode <> 'dynamic' then coalesce(w.next_secret, w.secret) end, next_secret = null,
    registration = nullif(:#${variable.outcome.id}::text, ''), asked = :#${variable.outcome.asked}::text,
    echo = nullif(:#${variable.outcome.echo}::text, ''), expires_at = nullif(:#${variable.outcome.expiresAt}::text, '')::timestamptz,
    registered_at = case when w.mode is null then now() else w.registered_at end,
    rotated_at = case when w.next_secret is not null or w.mode is distinct from g.mode then now() else w.rotated_at end,
    -- one that was entered by hand may never be seen: what it told until now is taken for good
    good_at = case when g.mode = 'manual' then now() else w.good_at end,
    -- what was written just now is checked when it is time, unless somebody asked for a check meanwhile
    check_at = case when w.check_at > now() then now() + make_interval(secs => :#${properties:connector.webhook.check-seconds}::int) else w.check_at end
from (select :#${variable.outcome.kind}::text as mode) g, jira.lease l
where w.connector_id = :#${variable.connectorId}::text and l.name = :#${variable.webhookLease.name}::text and l.fence = :#${variable.webhookLease.fence}::bigint
returning w.connector_id

-- webhook-check-keep: Jira has what was wanted; the next secret is the secret, and the old one is worth nothing from here on. Where none was
-- wanted, nothing is left at Jira, and the registration and its secret are forgotten. No row where another instance has the lease by now.
-- optional: lease
with ours as (
    select :#${variable.check.outcome.kind}::text as kind
    from jira.lease where name = :#${variable.lease.name}::text and fence = :#${variable.lease.fence}::bigint
), forgotten as (
    delete from jira.webhook w using ours o where w.connector_id = :#${variable.connectorId}::text and o.kind = 'none'
    returning w.connector_id
), kept as (
    update jira.webhook w
    set mode = o.kind,
        secret = case when o.kind <> 'dynamic' then coalesce(w.next_secret, w.secret) end, next_secret = null,
        registration = nullif(:#${variable.check.outcome.id}::text, ''), asked = :#${variable.check.outcome.asked}::text,
        echo = nullif(:#${variable.check.outcome.echo}::text, ''), expires_at = nullif(:#${variable.check.outcome.expiresAt}::text, '')::timestamptz,
        registered_at = case when w.mode is null then now() else w.registered_at end,
        rotated_at = case when w.next_secret is not null or w.mode is distinct from o.kind then now() else w.rotated_at end,
        -- one that was entered by hand may never be seen: what it told until now is taken for good
        good_at = case when o.kind = 'manual' then now() else w.good_at end,
        -- what was written just now is checked when it is time, unless somebody asked for a check meanwhile
        check_at = case when w.check_at > now() then now() + make_interval(secs => :#${properties:connector.webhook.check-seconds}::int) else w.check_at end
    from ours o where w.connector_id = :#${variable.connectorId}::text and o.kind <> 'none'
    returning w.connector_id
)
select connector_id from forgotten union all select connector_id from kept

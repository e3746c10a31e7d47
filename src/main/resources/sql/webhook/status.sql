-- webhook-status: the registration and what came in during the last day.
select json_build_object(
    'registered', coalesce(w.mode is not null and w.wanted <> 'none', false), 'mode', w.mode, 'enabled', s.webhooks_enabled, 'secretSet', w.secret is not null or coalesce(w.mode = 'dynamic', false),
    'expiresAt', jira.wire(w.expires_at), 'state', case when w.mode is not null and not s.webhooks_enabled then 'disabled' else w.state end, 'checkedAt', jira.wire(w.checked_at),
    'callbackUrl', :#${body}::text, 'registeredAt', jira.wire(w.registered_at), 'rotatedAt', jira.wire(w.rotated_at),
    'lastEventAt', jira.wire((select max(d.received_at) from jira.delivery d where d.connector_id = c.id and d.event is distinct from 'reread')),
    'events24h', d.events, 'duplicates24h', d.duplicates, 'pending', d.pending, 'rejected24h', r.rejected, 'rejectedReasons24h', r.reasons, 'lastRejectedAt', jira.wire(r.last_at),
    'outcomes24h', d.outcomes,
    'completeness7d', (
        select case when count(*) = 0 then null else round(1.0 * x.brought / nullif(x.brought + sum(j.missed + j.stale + j.deleted - j.unreported), 0), 4) end
        from jira.job j, lateral (
            select count(*) as brought from jira.delivery o where o.connector_id = c.id and o.outcome = 'applied' and o.event is distinct from 'reread' and o.received_at > now() - interval '7 days') x
        where j.connector_id = c.id and j.kind = 'reconcile' and j.status = 'COMPLETED' and j.finished_at > now() - interval '7 days' group by x.brought))::text
from jira.connector c join jira.settings s on s.connector_id = c.id left join jira.webhook w on w.connector_id = c.id
cross join lateral (
    select count(*) filter (where received_at > now() - interval '1 day') as events, coalesce(sum(duplicates) filter (where received_at > now() - interval '1 day'), 0) as duplicates,
        count(*) filter (where outcome is null) as pending,
        json_build_object('applied', count(*) filter (where outcome = 'applied'), 'stale', count(*) filter (where outcome = 'stale'),
            'outOfScope', count(*) filter (where outcome = 'out_of_scope'), 'ignored', count(*) filter (where outcome = 'ignored'),
            'dead', count(*) filter (where outcome = 'dead')) as outcomes
    from jira.delivery where connector_id = c.id and event is distinct from 'reread' and (received_at > now() - interval '1 day' or outcome is null)) d
cross join lateral (
    select coalesce(sum(count), 0) as rejected, (select max(last_at) from jira.rejection where connector_id = c.id) as last_at,
        json_build_object('unsigned', coalesce(sum(count) filter (where status = 401), 0), 'malformed', coalesce(sum(count) filter (where status = 400), 0),
            'tooLarge', coalesce(sum(count) filter (where status = 413), 0), 'tooSlow', coalesce(sum(count) filter (where status = 408), 0),
            'form', coalesce(sum(count) filter (where status = 415), 0), 'switchedOff', coalesce(sum(count) filter (where status = 410), 0)) as reasons
    from jira.rejection where connector_id = c.id and minute > now() - interval '1 day') r
where c.id = :#${variable.connectorId}::text

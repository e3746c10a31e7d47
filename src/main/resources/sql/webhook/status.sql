-- webhook-status: the registration and what came in during the last day.
select json_build_object(
    'registered', w.connector_id is not null, 'mode', w.mode, 'enabled', s.webhooks_enabled, 'secretSet', w.secret is not null or coalesce(w.mode = 'dynamic', false),
    'expiresAt', jira.wire(w.expires_at), 'state', w.state, 'checkedAt', jira.wire(w.checked_at),
    'callbackUrl', :#${variable.callbackUrl}::text, 'registeredAt', jira.wire(w.registered_at), 'rotatedAt', jira.wire(w.rotated_at),
    'lastEventAt', jira.wire((select max(d.received_at) from jira.delivery d where d.connector_id = c.id and d.event is distinct from 'reread')),
    'events24h', d.events, 'duplicates24h', d.duplicates, 'pending', d.pending, 'rejected24h', r.rejected, 'lastRejectedAt', jira.wire(r.last_at),
    'outcomes24h', d.outcomes,
    'completeness7d', (
        select case when count(*) = 0 then null else round(1.0 * x.brought / nullif(x.brought + sum(j.missed + j.stale + j.deleted - j.untold), 0), 4) end
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
    select coalesce(sum(count) filter (where minute > now() - interval '1 day'), 0) as rejected, max(last_at) as last_at
    from jira.rejection where connector_id = c.id) r
where c.id = :#${variable.connectorId}::text

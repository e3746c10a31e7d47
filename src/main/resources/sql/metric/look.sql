-- metrics-look: what the gauges at /q/metrics show of each connector, one element a value. Labels are bounded: no issue, no person.
with alive as (
    select c.id, s.webhooks_enabled, c.auth_public ->> 'expiresAt' as expires_at
    from jira.connector c left join jira.settings s on s.connector_id = c.id where c.deleted_at is null
), ended as (
    select distinct on (j.connector_id, j.kind, j.status) j.* from jira.job j
    where j.finished_at is not null order by j.connector_id, j.kind, j.status, j.finished_at desc
), shown as (
    select a.id, v.name, v.value, '{}'::jsonb as labels
    from alive a
    left join lateral (select count(*) as depth, min(received_at) as oldest from jira.delivery where connector_id = a.id and outcome is null) i on true
    left join lateral (select count(*) as depth, min(at) as oldest from jira.entity_change where connector_id = a.id) o on true
    left join lateral (select max(received_at) as last_at from jira.delivery where connector_id = a.id and event is distinct from 'reread') d on true
    left join jira.connection_health h on h.connector_id = a.id,
    lateral (values ('inbox.depth', i.depth::float8), ('inbox.oldest.age.seconds', coalesce(extract(epoch from now() - i.oldest), 0)),
        ('outbox.depth', o.depth), ('outbox.oldest.age.seconds', coalesce(extract(epoch from now() - o.oldest), 0)),
        ('last.delivery.timestamp.seconds', extract(epoch from d.last_at)),
        ('pause.left.seconds', greatest(0, coalesce(extract(epoch from h.paused_until - now()), 0))),
        ('reachable', (h.http_status = 429 or h.last_success_at >= coalesce(h.last_error_at, h.last_success_at))::int),
        ('credential.left.days', extract(epoch from a.expires_at::timestamp at time zone 'UTC' - now()) / 86400)) as v(name, value)
    union all select connector_id, 'dead.letters', count(*), jsonb_build_object('entity', entity) from jira.dead_letter group by connector_id, entity
    union all select connector_id, 'jobs', count(*), jsonb_build_object('kind', kind, 'status', status) from jira.job group by connector_id, kind, status
    union all select connector_id, 'job.last.end.timestamp.seconds', extract(epoch from finished_at), jsonb_build_object('kind', kind, 'status', status) from ended
    union all select connector_id, 'job.last.duration.seconds', extract(epoch from finished_at - started_at), jsonb_build_object('kind', kind, 'status', status) from ended
    union all select connector_id, 'drift', v.value, jsonb_build_object('what', v.what) from ended,
        lateral (values ('missed', missed), ('stale', stale), ('deleted', deleted)) as v(what, value) where kind = 'reconcile' and status = 'COMPLETED'
    union all select connector_id, 'limit.remaining', case when resets_at <= now() then coalesce(allowed, remaining) else remaining end,
        jsonb_build_object('kind', kind) from jira.rate_limit
    union all select w.connector_id, 'webhook', 1, jsonb_build_object('state', case when a.webhooks_enabled then coalesce(w.state, 'unknown') else 'switched-off' end)
        from jira.webhook w join alive a on a.id = w.connector_id
)
select coalesce(json_agg(json_build_object('name', 'zenem.jira.' || s.name, 'labels', jsonb_build_object('connector', s.id) || s.labels, 'value', s.value)), '[]')::text
from shown s join alive a on a.id = s.id where s.value is not null

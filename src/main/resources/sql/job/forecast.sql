-- forecast-get: what a forecast knows without asking Jira: how large the copy is, what the parts of the last jobs cost that nobody can
-- count before, how fast they went, and the limits that hold now.
with done as (
    select j.kind, j.requests, j.request -> 'entities' as entities, j.finished_at, extract(epoch from j.finished_at - j.started_at) as seconds,
        (select sum(r.value::bigint) from jsonb_each_text(j.requests) r) as asked
    from jira.job j
    where j.connector_id = :#${variable.connectorId}::text and j.status = 'COMPLETED' and j.kind in ('backfill', 'reconcile') and j.requests <> '{}'
), before as (
    select s.stage, (
        select coalesce((d.requests ->> s.stage)::bigint, 0) from done d
        where d.entities @> coalesce(s.entity, '[]') and (s.entity is not null or d.kind = :#${variable.jobRequest.kind}::text)
        order by d.finished_at desc limit 1) as requests
    from (values ('versions', '["version"]'::jsonb), ('sprints', '["sprint"]'), ('check', null), ('children', null)) as s(stage, entity)
)
select json_build_object(
    'copied', (select count(*) from jira.item i where i.connector_id = c.id),
    'people', (select count(*) from jira.jira_user u where u.connector_id = c.id),
    'boards', (select count(*) from jira.board b where b.connector_id = c.id),
    'activeSprints', (select count(*) from jira.sprint s where s.connector_id = c.id and s.state = 'active'),
    'before', (select coalesce(jsonb_object_agg(stage, requests), '{}') from before where requests is not null),
    'secondsPerRequest', (select d.seconds / d.asked from done d where d.kind = :#${variable.jobRequest.kind}::text order by d.finished_at desc limit 1),
    'dataCenter', c.auth_type = 'bearer',
    'perSecond', :#${properties:connector.jira.requests-per-second}::int,
    'pausedSeconds', coalesce(greatest(0, ceil(extract(epoch from h.paused_until - now()))), 0)::bigint,
    'quota', (select json_build_object('allowed', q.allowed, 'remaining', case when q.resets_at <= now() then q.allowed else q.remaining end,
        'resetsInSeconds', case when q.resets_at > now() then ceil(extract(epoch from q.resets_at - now()))::bigint end)
        from jira.rate_limit q where q.connector_id = c.id and q.kind = 'quota'))::text
from jira.connector c left join jira.connection_health h on h.connector_id = c.id
where c.id = :#${variable.connectorId}::text

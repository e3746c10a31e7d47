-- overview-get: what the answer and its list of attention are made of, besides the health.
with made as materialized (
    select * from jsonb_to_recordset(:#${body}::jsonb -> 'items') as m(entity text, version text, items bigint)
), reconciles as materialized (
    select j.* from jira.job j where j.connector_id = :#${variable.connectorId}::text and j.kind = 'reconcile' and j.status = 'COMPLETED'
    order by j.created_at desc, j.number desc limit 30
), proofs as (
    select max(j.started_at) as at from jira.job j
    where j.connector_id = :#${variable.connectorId}::text and j.kind in ('reconcile', 'backfill') and j.status = 'COMPLETED'
)
select json_build_object(
    'lastEventAt', jira.wire((select max(d.received_at) from jira.delivery d where d.connector_id = c.id and d.event is distinct from 'reread')),
    'lastReconcileAt', jira.wire((select max(finished_at) from reconciles)),
    'provenAt', jira.wire(p.at), 'ageSeconds', extract(epoch from now() - p.at)::bigint,
    'counts', json_build_object(
        'projects', coalesce((select sum(items) from made where entity = 'project'), 0),
        'stories', coalesce((select sum(items) from made where entity = 'story'), 0),
        'releases', (select count(*) from jira.release r where r.connector_id = c.id),
        'sprints', (select count(*) from jira.sprint s where s.connector_id = c.id),
        'users', (select count(*) from jira.jira_user u where u.connector_id = c.id)),
    'drift', (select coalesce(json_agg(json_build_object('jobId', id, 'finishedAt', jira.wire(finished_at), 'missed', missed, 'stale', stale,
        'deleted', deleted) order by finished_at), '[]') from reconciles),
    'nextRuns', json_build_object('weekday', jira.wire(t.weekday_next), 'weekend', jira.wire(t.weekend_next)),
    'scopeSaved', c.scope is not null, 'mappingActive', exists (select from jira.mapping_version m where m.connector_id = c.id and m.active),
    'webhooksEnabled', t.webhooks_enabled,
    'olderItems', (select coalesce(sum(d.items), 0) from made d
        where not exists (select from jira.mapping_version m where m.connector_id = c.id and m.active and m.id = d.version)),
    'deadLetters', (select count(*) from jira.dead_letter d where d.connector_id = c.id),
    'unmatchedUsers', :#${body}::jsonb -> 'unmatchedUsers',
    'vanishedFields', (select coalesce(json_agg(distinct f order by f), '[]')
        from jira.mapping_version m join jira.site s on s.connector_id = m.connector_id,
            jsonb_array_elements_text(jsonb_path_query_array(m.mapping, 'strict $.**.fieldId')
                || jsonb_path_query_array(m.mapping, 'strict $.**.fallbackFieldIds[*]')) f
        where m.connector_id = c.id and m.active and f like 'customfield\_%' and not jsonb_exists(s.fields, f)),
    'unmapped', :#${body}::jsonb -> 'unmapped',
    'waiting', (select j.id from jira.job j where j.connector_id = c.id and j.status = 'NEEDS_CONFIRMATION' order by j.created_at desc limit 1),
    'pendingDeletions', (select coalesce(sum((j.context ->> 'pending')::bigint), 0) from jira.job j where j.connector_id = c.id and j.status = 'NEEDS_CONFIRMATION'),
    'lastJob', (select json_build_object('jobId', j.id, 'kind', j.kind, 'status', j.status, 'lastError', j.last_error, 'incomplete',
        coalesce((select json_agg(i -> 'shown') from jsonb_array_elements(j.context -> 'incomplete') i), '[]'))
        from jira.job j where j.connector_id = c.id and j.finished_at is not null and j.kind in ('backfill', 'reconcile')
        order by j.created_at desc, j.number desc limit 1))::text
from jira.connector c left join jira.settings t on t.connector_id = c.id, proofs p
where c.id = :#${variable.connectorId}::text

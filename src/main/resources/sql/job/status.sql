-- sync-find, sync-replay: one job by id, or the latest; where there was none yet, that.
(select json_build_object(
    'jobId', j.id, 'kind', j.kind, 'status', j.status, 'trigger', j.trigger, 'stage', j.stage, 'request', w.request,
    'createdAt', jira.wire(j.created_at), 'startedAt', jira.wire(j.started_at), 'finishedAt', jira.wire(j.finished_at),
    'progress', json_build_object('pages', j.pages, 'issuesFetched', j.issues_fetched, 'issuesExpected', (
            select nullif(sum((s.spec ->> 'issues')::bigint), 0) from jira.job_slice s
            where s.connector_id = j.connector_id and s.job_id = j.id and s.stage = 'issues'), 'upserts', j.upserts,
        'usersFetched', coalesce((j.context ->> 'usersFetched')::int, 0), 'entitiesSent', coalesce((j.context ->> 'sent')::bigint, 0),
        'entities', coalesce((j.context ->> 'all')::bigint, 0)),
    'requests', (select coalesce(sum(r.value::int), 0) from jsonb_each_text(j.requests) r), 'requestsByStage', j.requests,
    'conflicts', j.conflicts, 'deadLetters', j.dead_letters,
    'drift', json_build_object('missed', j.missed, 'stale', j.stale, 'deleted', j.deleted),
    'rateLimits', json_build_object('last429At', jira.wire(j.last_429_at), 'retryAfterSec', j.retry_after_sec, 'events', j.rate_limit_events),
    'checkpoint', jira.wire(j.checkpoint_at), 'nextAttemptAt', case when j.status = 'RUNNING' and not jira.leased(j) then jira.wire(j.run_after) end,
    'pendingDeletions', case when j.status = 'NEEDS_CONFIRMATION' then coalesce((j.context ->> 'pending')::bigint, 0) end,
    'incomplete', (select coalesce(json_agg(i -> 'shown' order by n), '[]') from jsonb_array_elements(coalesce(j.context -> 'incomplete', '[]')) with ordinality e(i, n)),
    'waiting', case when j.status = 'RUNNING' and not jira.leased(j) and j.run_after > now() then
        format('Waits until %s UTC and then goes on from its checkpoint%s', jira.wire(j.run_after),
            case when j.failures > 0 then ', because this failed: ' || j.last_error else '.' end) end,
    'instance', (select l.owner from jira.lease l where l.fence = j.lease and l.until > now()), 'lastError', j.last_error)::text
from jira.job j, lateral (select jsonb_strip_nulls(j.request || jsonb_build_object('from', jira.wire((j.request ->> 'from')::timestamptz),
    'to', jira.wire((j.request ->> 'to')::timestamptz), 'since', jira.wire((j.request ->> 'since')::timestamptz))) as request) w
where j.connector_id = :#${variable.connectorId}::text
  and (:#${variable.wantedJob}::text = '' or j.id = :#${variable.wantedJob}::text)
order by j.created_at desc, j.number desc limit 1)
union all
select json_build_object(
    'jobId', null, 'kind', null, 'status', 'NONE', 'trigger', null, 'stage', null, 'request', null, 'createdAt', null, 'startedAt', null,
    'finishedAt', null, 'progress', json_build_object('pages', 0, 'issuesFetched', 0, 'issuesExpected', null, 'upserts', 0, 'usersFetched', 0, 'entitiesSent', 0, 'entities', 0),
    'requests', 0, 'requestsByStage', json_build_object(), 'conflicts', 0, 'deadLetters', 0, 'drift', json_build_object('missed', 0, 'stale', 0, 'deleted', 0),
    'rateLimits', json_build_object('last429At', null, 'retryAfterSec', null, 'events', 0),
    'checkpoint', null, 'nextAttemptAt', null, 'pendingDeletions', null, 'incomplete', json_build_array(), 'waiting', null,
    'instance', null, 'lastError', null)::text
where :#${variable.wantedJob}::text = '' and not exists (select from jira.job j where j.connector_id = :#${variable.connectorId}::text)

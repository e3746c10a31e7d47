-- sync-history: all jobs, the newest first, a page.
select jira.page_json(
    (select json_agg(json_build_object('jobId', j.id, 'kind', j.kind, 'status', j.status, 'trigger', j.trigger, 'request', w.request,
        'createdAt', jira.wire(j.created_at), 'startedAt', jira.wire(j.started_at), 'finishedAt', jira.wire(j.finished_at),
        'progress', json_build_object('pages', j.pages, 'issuesFetched', j.issues_fetched, 'upserts', j.upserts,
            'usersFetched', coalesce((j.context ->> 'usersFetched')::int, 0)),
        'requests', (select coalesce(sum(r.value::int), 0) from jsonb_each_text(j.requests) r),
        'drift', json_build_object('missed', j.missed, 'stale', j.stale, 'deleted', j.deleted),
        'incomplete', (select coalesce(json_agg(i -> 'shown' order by n), '[]') from jsonb_array_elements(coalesce(j.context -> 'incomplete', '[]')) with ordinality e(i, n)),
        'lastError', j.last_error))
     from (select * from jira.job where connector_id = :#${variable.connectorId}::text
           order by created_at desc, number desc limit :#${body.size}::int offset :#${body.page}::bigint * :#${body.size}::int) j,
        lateral (select jsonb_strip_nulls(j.request || jsonb_build_object('from', jira.wire((j.request ->> 'from')::timestamptz),
            'to', jira.wire((j.request ->> 'to')::timestamptz), 'since', jira.wire((j.request ->> 'since')::timestamptz))) as request) w),
    :#${body.page}::int, :#${body.size}::int,
    (select count(*) from jira.job where connector_id = :#${variable.connectorId}::text))::text

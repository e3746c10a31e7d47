-- user-discovery-walk: keeps one page of Jira's list of users, with the checkpoint of its walk. What Jira shows now counts: an email that
-- its owner hides is forgotten.
with page as materialized (
    select :#${variable.connectorId}::text as connector_id, :#${variable.job.id}::text as job_id, :#${variable.job.attempt}::int as attempt,
        :#${variable.job.startedAt.toString}::timestamptz as started_at, :#${variable.askedAt.toString}::timestamptz as observed_at
), incoming as materialized (
    select distinct on (g."accountId") g.* from jsonb_to_recordset(:#${body}::jsonb) as g("accountId" text, "displayName" text,
        email text, active boolean, "accountType" text)
    where g."accountId" <> '' order by g."accountId"
), fresh as materialized (
    -- whom this walk has not come by yet
    select 1 from page p cross join incoming g
    where not exists (
        select from jira.jira_user u
        where u.connector_id = p.connector_id and u.account_id = g."accountId" and u.listed_at >= p.started_at)
), kept as (
    insert into jira.jira_user as u (connector_id, account_id, display_name, email, active, account_type, observed_at, listed_at, source,
        mapping_version)
    select p.connector_id, g."accountId", g."displayName", g.email, g.active, g."accountType", p.observed_at, p.started_at,
        jsonb_build_object('via', 'discover-users', 'jobId', p.job_id), jira.active_mapping(p.connector_id)
    from page p cross join incoming g order by g."accountId"
    on conflict (connector_id, account_id) do update
    set display_name = excluded.display_name, email = excluded.email, active = excluded.active, account_type = excluded.account_type,
        observed_at = excluded.observed_at, listed_at = excluded.listed_at, gone_at = null, source = excluded.source, last_sync = excluded.last_sync,
        mapping_version = excluded.mapping_version
    where excluded.observed_at >= u.observed_at
    returning 1
), checkpoint as (
    update jira.job_slice s set next_token = :#${variable.walk.from}::int::text, done = not :#${variable.walk.open}::boolean, pages = s.pages + 1
    from page p
    where s.connector_id = p.connector_id and s.job_id = p.job_id and s.stage = 'user-list'
      and exists (select from jira.job j where j.connector_id = p.connector_id and j.id = p.job_id and j.attempt = p.attempt)
), counted as (
    update jira.job j
    set pages = j.pages + 1, upserts = j.upserts + (select count(*) from kept), checkpoint_at = now(), failures = 0, last_error = null,
        context = j.context || jsonb_build_object('usersFetched',
            coalesce((j.context ->> 'usersFetched')::int, 0) + (select count(*) from fresh))
    from page p where j.connector_id = p.connector_id and j.id = p.job_id and j.attempt = p.attempt and j.status = 'RUNNING'
    returning j.cancel_requested
)
select json_build_object('running', exists (select from counted where not cancel_requested), 'fresh', (select count(*) from fresh))::text

-- dimension-read, job-versions-project: applies the versions of one project; a complete list also removes what it does not name.
-- optional: traceparent
with page as materialized (
    select p.* from jsonb_to_record(:#${body}::jsonb) as p("connectorId" text, "jobId" text, "observedAt" timestamptz,
        "mappingVersion" text, "projectId" bigint, "projectKey" text, complete boolean, source jsonb, releases jsonb, warnings jsonb)
), incoming as materialized (
    select r.* from page p, jsonb_to_recordset(p.releases) as r("jiraId" bigint, name text, description text, released boolean,
        archived boolean, "startDate" date, "releaseDate" date, self text)
), known as materialized (
    select r.jira_id, r.mapping_version is distinct from p."mappingVersion"
        and (p."projectId", p."projectKey", i.name, i.description, i.released, i.archived, i."startDate", i."releaseDate")
            is not distinct from (r.project_id, r.project_key, r.name, r.description, r.released, r.archived, r.start_date, r.release_date) as relabelled
    from page p cross join incoming i join jira.release r on r.connector_id = p."connectorId" and r.jira_id = i."jiraId"
), kept as (
    insert into jira.release as r (connector_id, jira_id, project_id, project_key, name, description, released, archived, start_date,
        release_date, observed_at, mapping_version, source, last_sync)
    select p."connectorId", i."jiraId", p."projectId", p."projectKey", i.name, i.description, i.released, i.archived, i."startDate",
        i."releaseDate", p."observedAt", p."mappingVersion", p.source || jsonb_build_object('self', i.self), now() from page p cross join incoming i order by i."jiraId"
    on conflict (connector_id, jira_id) do update
    set project_id = excluded.project_id, project_key = excluded.project_key, name = excluded.name, description = excluded.description,
        released = excluded.released, archived = excluded.archived, start_date = excluded.start_date, release_date = excluded.release_date,
        observed_at = excluded.observed_at, mapping_version = excluded.mapping_version, source = excluded.source, last_sync = excluded.last_sync
    where excluded.observed_at > r.observed_at
      and (excluded.project_id, excluded.project_key, excluded.name, excluded.description, excluded.released, excluded.archived,
           excluded.start_date, excluded.release_date, excluded.mapping_version) is distinct from
          (r.project_id, r.project_key, r.name, r.description, r.released, r.archived, r.start_date, r.release_date, r.mapping_version)
    returning r.jira_id
), changed as (
    -- one that is only under another mapping version now is no news
    select k.jira_id, w.jira_id is null as fresh from kept k left join known w using (jira_id) where w.relabelled is not true
), known_project as (
    -- not one that came into the scope, or into sight, whose versions no webhook reported
    select exists (select from jira.site s, jsonb_array_elements(s.handled -> 'projects') h where s.connector_id = p."connectorId"
        and h ->> 'id' = p."projectId"::text and jsonb_exists(h, 'key') and h ->> 'archived' is distinct from 'true') as so from page p
), removed as (
    delete from jira.release r using page p
    where r.connector_id = p."connectorId" and p.complete and r.project_id = p."projectId" and r.observed_at < p."observedAt"
      and r.jira_id not in (select "jiraId" from incoming)
    returning r.jira_id
), events as (
    insert into jira.entity_change (connector_id, entity, jira_id, action, traceparent)
    select p."connectorId", 'release', c.jira_id, c.action, :#${variable.traceparent}::text from page p cross join (
        select jira_id, case when fresh then 'created' else 'updated' end as action from changed union all select jira_id, 'deleted' from removed) c
), warned as (
    insert into jira.log_entry (connector_id, level, code, message, job_id)
    select p."connectorId", 'WARN', 'VALUE_UNREADABLE', w, p."jobId" from page p cross join jsonb_array_elements_text(p.warnings) w
), to_check as (
    -- whether Jira touches the issues of a deleted version is not documented: they are asked for by id
    insert into jira.to_check (connector_id, job_id, jira_id, reason)
    select p."connectorId", p."jobId", i.jira_id, 'renamed'
    from page p cross join removed r join jira.item i on i.connector_id = p."connectorId" and i.refs @> array['version:' || r.jira_id]
    where p."jobId" is not null on conflict do nothing
)
update jira.job j
set upserts = j.upserts + (select count(*) from kept), pages = j.pages + 1, checkpoint_at = now(),
    missed = j.missed + case when j.kind in ('reconcile', 'versions', 'sprints') then (select count(*) from changed where fresh) else 0 end,
    stale = j.stale + case when j.kind in ('reconcile', 'versions', 'sprints') then (select count(*) from changed where not fresh) else 0 end,
    deleted = j.deleted + case when j.kind in ('reconcile', 'versions', 'sprints') then (select count(*) from removed) else 0 end,
    unreported = j.unreported + case j.kind when 'reconcile' then (select count(*) from changed, known_project where fresh and not so) else 0 end,
    found = case j.kind when 'reconcile' then jira.added(j.found, (
        select jsonb_build_object('/jira:version_created', count(*) filter (where fresh and so),
            '/jira:version_updated', count(*) filter (where not fresh), '/jira:version_deleted', (select count(*) from removed))
        from changed, known_project)) else j.found end
from page p where j.connector_id = p."connectorId" and j.id = p."jobId"

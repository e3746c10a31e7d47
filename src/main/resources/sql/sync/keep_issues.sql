-- issue-page, suspect-page, drain-bodies, drain-read: applies one page of issues and its checkpoint, all or nothing, and tells what became of it.
-- A state is applied when Jira's updated is newer, or equal and asked for later with another content; the dead stay dead unless
-- their state is newer than their death, or was read by id after it.
with page as materialized (
    select p.* from jsonb_to_record(:#${body}::jsonb) as p(
        "connectorId" text, "jobId" text, attempt int, via text, "observedAt" timestamptz, authoritative boolean, "mappingVersion" text,
        fetched int, items jsonb, failed jsonb, users jsonb, "references" jsonb, outside jsonb, slice jsonb)
), incoming as materialized (
    select i.* from page p, jsonb_to_recordset(p.items) as i(
        "jiraId" bigint, "jiraKey" text, entity text, "projectId" bigint, "issueType" text, updated timestamptz,
        "observedAt" timestamptz, fields jsonb, refs text[], "beyondHistory" boolean, source jsonb)
    -- what an attempt asked for that is over, by another scope perhaps, is nobody's business any more
    where p."jobId" is null or exists (
        select from jira.job j where j.connector_id = p."connectorId" and j.id = p."jobId" and j.attempt = p.attempt and j.status = 'RUNNING')
), known as materialized (
    select k.* from page p join jira.item k on k.connector_id = p."connectorId" and k.jira_id in (select "jiraId" from incoming)
), buried as materialized (
    select i."jiraId" from page p cross join incoming i
    join jira.tombstone t on t.connector_id = p."connectorId" and t.jira_id = i."jiraId"
    where not (p.authoritative and i."observedAt" > t.observed_at) and (t.verdict = 'deleted' or i.updated is null or i.updated <= t.removed_at)
), kept as (
    insert into jira.item as k (connector_id, jira_id, entity, jira_key, project_id, issue_type, fields, refs, updated, observed_at,
        mapping_version, source, last_sync)
    select p."connectorId", i."jiraId", i.entity, i."jiraKey", i."projectId", i."issueType", i.fields, i.refs, i.updated, i."observedAt",
        p."mappingVersion", i.source, now()
    from page p cross join incoming i
    where i."jiraId" not in (select "jiraId" from buried)
      -- a parent, say, that was read by its id and is older than the history that the copy has
      and (not i."beyondHistory" or i."jiraId" in (select jira_id from known))
    order by i."jiraId"
    on conflict (connector_id, jira_id) do update
    set entity = excluded.entity, jira_key = excluded.jira_key, project_id = excluded.project_id, issue_type = excluded.issue_type,
        fields = excluded.fields, refs = excluded.refs, updated = coalesce(excluded.updated, k.updated), observed_at = excluded.observed_at,
        mapping_version = excluded.mapping_version, source = excluded.source, last_sync = excluded.last_sync
    where excluded.updated > k.updated
       or (excluded.observed_at > k.observed_at
           and (excluded.updated = k.updated or excluded.updated is null or k.updated is null)
           and (excluded.fields, excluded.refs, excluded.entity, excluded.jira_key, excluded.project_id, excluded.issue_type, excluded.mapping_version)
               is distinct from (k.fields, k.refs, k.entity, k.jira_key, k.project_id, k.issue_type, k.mapping_version))
    returning k.jira_id
), looked as materialized (
    -- what was there and did not change when the whole scope was last looked at came into it, or into sight, without an event
    select max(o.started_at) as at from page p join jira.job o on o.connector_id = p."connectorId" and o.id <> p."jobId"
    where o.status = 'COMPLETED' and o.kind in ('backfill', 'reconcile')
      and (o.trigger = 'first' or (o.kind = 'reconcile' and o.request -> 'entities' @> '["epic", "issue"]' and not jsonb_exists(o.request, 'jql')))
), result as materialized (
    select i."jiraId", i.entity, case when k.jira_id is null then i.updated < (select at from looked) else i.updated = k.updated end as untold,
        case
            when i."jiraId" in (select "jiraId" from buried) then 'buried'
            when w.jira_id is not null and k.jira_id is null then 'inserted'
            when w.jira_id is not null and (k.fields, k.entity, k.jira_key) is distinct from (i.fields, i.entity, i."jiraKey") then
                case when k.mapping_version = p."mappingVersion" then 'updated' else 'remapped' end
            when w.jira_id is not null then 'touched'
            when i.updated < k.updated then 'stale'
            else 'unchanged'
        end as outcome
    from page p cross join incoming i left join known k on k.jira_id = i."jiraId" left join kept w on w.jira_id = i."jiraId"
), risen as (
    delete from jira.tombstone t using page p where t.connector_id = p."connectorId" and t.jira_id in (select jira_id from kept)
), told as (
    insert into jira.entity_change (connector_id, entity, jira_id, action)
    select p."connectorId", r.entity, r."jiraId", case r.outcome when 'inserted' then 'created' else 'updated' end
    from page p cross join result r where r.outcome in ('inserted', 'updated', 'remapped') order by r."jiraId"
), mended as (
    delete from jira.dead_letter d using page p
    where d.connector_id = p."connectorId" and d.entity = 'issue' and d.jira_id in (select "jiraId"::text from incoming)
), failing as materialized (
    -- a job may come by the same issue twice, in a search and by id: one failure
    select d.jira_id from page p join jira.dead_letter d on d.connector_id = p."connectorId" and d.entity = 'issue' and d.job_id = p."jobId"
    where d.jira_id in (select f ->> 'jiraId' from jsonb_array_elements(p.failed) f)
), dead as (
    insert into jira.dead_letter as d (connector_id, entity, jira_id, jira_key, reason, job_id, delivery_id)
    select p."connectorId", 'issue', f."jiraId", f."jiraKey", f.reason, p."jobId", f."deliveryId"
    from page p, jsonb_to_recordset(p.failed) as f("jiraId" text, "jiraKey" text, reason text, "deliveryId" bigint)
    on conflict (connector_id, entity, jira_id) do update
    -- what a replay finds still broken stays the failure of the job that met it, so that its replay finds it once more
    set jira_key = coalesce(excluded.jira_key, d.jira_key), reason = excluded.reason, delivery_id = excluded.delivery_id,
        job_id = case when exists (
            select from jira.job j where j.connector_id = d.connector_id and j.id = excluded.job_id and j.kind = 'replay')
            then d.job_id else excluded.job_id end,
        tries = d.tries + case when d.job_id = excluded.job_id then 0 else 1 end, last_at = now()
    returning d.connector_id, d.jira_id, d.jira_key, d.reason
), noted as (
    insert into jira.log_entry (connector_id, level, code, message, job_id, jira_key)
    select d.connector_id, 'ERROR', 'ITEM_FAILED', d.reason, p."jobId", coalesce(d.jira_key, d.jira_id) from page p cross join dead d
    where d.jira_id not in (select jira_id from failing)
), people as (
    insert into jira.jira_user as u (connector_id, account_id, display_name, email, active, account_type, observed_at, source, mapping_version)
    select p."connectorId", g."accountId", g."displayName", g.email, g.active, g."accountType", g."observedAt", g.source, p."mappingVersion"
    from page p cross join jsonb_to_recordset(p.users)
        as g("accountId" text, "observedAt" timestamptz, "displayName" text, email text, active boolean, "accountType" text, source jsonb)
    where not exists (
        select from jira.jira_user o
        where o.connector_id = p."connectorId" and o.account_id = g."accountId" and o.display_name = g."displayName"
          and o.active = g.active and coalesce(g.email, o.email) is not distinct from o.email)
    order by g."accountId"
    on conflict (connector_id, account_id) do update
    set display_name = excluded.display_name, email = coalesce(excluded.email, u.email), active = excluded.active,
        account_type = excluded.account_type, observed_at = excluded.observed_at,
        source = excluded.source, last_sync = excluded.last_sync, mapping_version = excluded.mapping_version
    where excluded.observed_at >= u.observed_at
    returning 1
), moved as materialized (
    -- what refers to issues that live under another key now, or became something else
    select array_agg(r.ref) as refs from known k join incoming i on i."jiraId" = k.jira_id and (i."jiraKey" <> k.jira_key or i.entity <> k.entity)
    join kept w on w.jira_id = k.jira_id, unnest(array['key:' || k.jira_key, 'parent:' || k.jira_id]) r(ref)
), children as materialized (
    select c.jira_id from page p, moved m, jira.item c
    where c.connector_id = p."connectorId" and c.refs && m.refs and c.jira_id not in (select "jiraId" from incoming)
    union
    -- an epic that became a story, or the other way round, loses its children or gets others, and theirs is no change of updated
    select c.jira_id from page p cross join incoming i
    join known k on k.jira_id = i."jiraId" and k.entity <> i.entity
    join kept w on w.jira_id = i."jiraId"
    join jira.item c on c.connector_id = p."connectorId" and c.fields -> 'parent' ->> 'jiraId' = i."jiraId"::text
), rekeyed as (
    -- what shows another key than this, or no id, as its parent's is told of in portions
    insert into jira.parent_change (connector_id, jira_id)
    select p."connectorId", i."jiraId" from page p cross join incoming i join kept w on w.jira_id = i."jiraId" left join known k on k.jira_id = i."jiraId"
    where k.jira_key <> i."jiraKey" or (k.jira_id is null and jira.shown_otherwise(p."connectorId", i."jiraId", i."jiraKey"))
    order by i."jiraId"
    on conflict (connector_id, jira_id) do update set after_id = 0
), reread as (
    insert into jira.delivery (connector_id, identifier, event, issue_id)
    select p."connectorId", 'reread:' || c.jira_id || ':' || gen_random_uuid(), 'reread', c.jira_id
    from page p cross join children c where p."jobId" is null
), bereft as (
    insert into jira.parentless (connector_id, jira_id)
    select k.connector_id, k.jira_id from page p cross join known k join incoming i on i."jiraId" = k.jira_id and i.updated = k.updated
    where k.mapping_version = p."mappingVersion" and k.fields -> 'parent' ->> 'jiraId' is not null and i.fields -> 'parent' = 'null'
      and not exists (select from jira.tombstone t where t.connector_id = k.connector_id and t.verdict = 'deleted'
                      and t.jira_id = (k.fields -> 'parent' ->> 'jiraId')::bigint)
    order by k.jira_id
    on conflict do nothing
), comforted as (
    delete from jira.parentless b using page p, incoming i left join known k on k.jira_id = i."jiraId"
    where b.connector_id = p."connectorId" and b.jira_id = i."jiraId"
      and (i.fields -> 'parent' ->> 'jiraId' is not null or i.updated > k.updated)
), shown as materialized (
    -- references that are new, or stand for another text than before; of what webhooks bring only the new ones are noted, so that
    -- it is a job that sees the difference and reads the others
    select p."connectorId", p."jobId", r.ref, r.shown, o.shown <> '' as renamed, o.shown = '' as learnt
    from page p cross join jsonb_to_recordset(p."references") as r(ref text, shown text)
    left join jira.reference o on o.connector_id = p."connectorId" and o.ref = r.ref
    where o.ref is null or (o.shown <> r.shown and p."jobId" is not null and o.flips < 3)
), remembered as (
    insert into jira.reference as o (connector_id, ref, shown, renamed_in)
    select "connectorId", ref, shown, "jobId" from shown order by ref
    on conflict (connector_id, ref) do update
    set shown = excluded.shown, renamed_in = excluded.renamed_in,
        flips = case when o.renamed_in = excluded.renamed_in then o.flips + 1 else 1 end
    where o.shown <> excluded.shown
), loosened as (
    -- a reference that went without a change of updated was deleted in Jira, for every issue that had it
    select array_agg(ref) as refs from (
        select ref from shown where renamed
        union select unnest(refs) from moved
        union select r.ref from known k join incoming i on i."jiraId" = k.jira_id and i.updated = k.updated and i.refs <> k.refs
            join page p on p."mappingVersion" = k.mapping_version,
            unnest(k.refs) r(ref) where r.ref <> all (i.refs)) l
), suspected as (
    insert into jira.suspect (connector_id, job_id, jira_id, reason)
    select p."connectorId", p."jobId", s.id, s.reason
    -- once each, whatever the reasons; a rename matters most, because it has even those read again that were read before
    from page p cross join (select distinct on (id) id, reason from (
        select "jiraId" as id, 'buried' as reason from buried
        union select o::bigint, 'gone' from page, jsonb_array_elements_text(outside) o
        union select jira_id, 'orphan' from children
        union select c.jira_id, 'renamed' from jira.item c, page, loosened l
        where c.connector_id = page."connectorId" and c.refs && l.refs and c.jira_id not in (select "jiraId" from incoming)
        -- where nobody knows which text stood for a reference before, those that do not show the one that does now
        union select c.jira_id, 'renamed' from page p, (select array_agg(ref) as refs from shown where learnt) l, jira.item c, shown s
        where c.connector_id = p."connectorId" and c.refs && l.refs and c.jira_id not in (select "jiraId" from incoming)
          and s.learnt and s.ref = any (c.refs) and strpos((c.fields - 'parent')::text, to_jsonb(s.shown)::text) = 0) u order by id, reason = 'renamed' desc) s
    where p."jobId" is not null and (not p.authoritative or s.reason in ('orphan', 'renamed'))
    -- what was read before the rename is read again
    on conflict (connector_id, job_id, jira_id) do update set verdict = null, reason = excluded.reason
    where excluded.reason = 'renamed' and suspect.verdict is not null
), counting as (
    -- the points of active sprints follow their issues; a backfill sums them up itself
    insert into jira.points_due (connector_id, sprint_id, due_at)
    select p."connectorId", s.jira_id, now() + make_interval(secs => :#${properties:connector.sprints.points-delay-seconds}::int)
    from page p join jira.sprint s on s.connector_id = p."connectorId" and s.state = 'active'
    where p.via <> 'backfill' and 'sprint:' || s.jira_id in (
        select ref from result r join incoming i on i."jiraId" = r."jiraId", unnest(i.refs) ref where r.outcome in ('inserted', 'updated')
        union select ref from result r join known k on k.jira_id = r."jiraId", unnest(k.refs) ref where r.outcome = 'updated')
    order by s.jira_id
    on conflict (connector_id, sprint_id) do update
    set due_at = least(points_due.due_at, excluded.due_at), changed_at = excluded.changed_at
), checkpoint as (
    update jira.job_slice s
    set next_token = p.slice ->> 'token', done = (p.slice ->> 'done')::boolean, pages = s.pages + 1
    from page p
    where s.connector_id = p."connectorId" and s.job_id = p."jobId" and s.stage = p.slice ->> 'stage'
      and s.number = (p.slice ->> 'number')::int
      and exists (select from jira.job j where j.connector_id = p."connectorId" and j.id = p."jobId" and j.attempt = p.attempt)
), counted as (
    update jira.job j
    set pages = j.pages + 1, issues_fetched = j.issues_fetched + p.fetched,
        upserts = j.upserts + (select count(*) from kept), conflicts = j.conflicts + c.stale,
        dead_letters = j.dead_letters + (select count(*) from dead where jira_id not in (select jira_id from failing)),
        missed = j.missed + case j.kind when 'reconcile' then c.inserted else 0 end,
        stale = j.stale + case j.kind when 'reconcile' then c.updated else 0 end,
        untold = j.untold + case j.kind when 'reconcile' then c.untold else 0 end,
        checkpoint_at = now(), failures = 0, last_error = null
    from page p cross join (
        select count(*) filter (where outcome = 'inserted') as inserted, count(*) filter (where outcome = 'updated') as updated,
            count(*) filter (where outcome = 'stale') as stale, count(*) filter (where outcome in ('inserted', 'updated') and untold) as untold
        from result) c
    -- people are counted so that all pages lock users before the job
    where j.connector_id = p."connectorId" and j.id = p."jobId" and j.attempt = p.attempt and j.status = 'RUNNING'
      and (select count(*) from people) >= 0
    returning j.cancel_requested
)
select json_build_object(
    'running', exists (select from counted where not cancel_requested),
    'outcomes', (select json_object_agg(id, outcome) from (
        select "jiraId"::text as id, outcome from result union all select jira_id, 'failed' from dead where jira_id ~ '^[0-9]{1,18}$') o))::text

-- drain-apply-bodies, drain-apply-read: removes issues that a webhook showed to be gone or outside the scope, unless the copy knows a newer state.
-- optional: traceparent
with given as materialized (
    select distinct on (g."jiraId") g."jiraId", g."removedAt", g."observedAt", j.verdict, j.evidence, g.key
    from jsonb_to_recordset(:#${body}::jsonb) as g("jiraId" bigint, "removedAt" timestamptz,
        "observedAt" timestamptz, verdict text, evidence text, key text, "projectId" bigint)
    cross join lateral jira.judged(:#${variable.connectorId}::text, g."jiraId", g.verdict, g.evidence, g."projectId") j
    order by g."jiraId", g."removedAt" desc
), removed as (
    delete from jira.item i using given g
    where i.connector_id = :#${variable.connectorId}::text and i.jira_id = g."jiraId"
      -- Jira's own word of a deletion is final, ids never come back; anything else has to be newer than what the copy knows
      and (g.verdict = 'deleted' or i.updated is null or i.updated <= g."removedAt" or (g.verdict in ('not_found', 'project_gone') and i.observed_at < g."observedAt"))
    returning i.connector_id, i.jira_id, i.entity, i.jira_key, i.project_id, i.refs
), tombstoned as (
    insert into jira.tombstone as t (connector_id, jira_id, removed_at, observed_at, verdict, evidence, entity, jira_key, project_id)
    select :#${variable.connectorId}::text, g."jiraId", g."removedAt", g."observedAt", g.verdict, g.evidence, r.entity, r.jira_key, r.project_id
    from given g left join removed r on r.jira_id = g."jiraId"
    -- what never was in the copy needs one too: an earlier state may still come; what is in it, and newer, stays
    where g.verdict in ('deleted', 'not_found') or g."jiraId" in (select jira_id from removed)
       or not exists (select from jira.item i where i.connector_id = :#${variable.connectorId}::text and i.jira_id = g."jiraId")
    on conflict (connector_id, jira_id) do update
    set removed_at = greatest(t.removed_at, excluded.removed_at), observed_at = greatest(t.observed_at, excluded.observed_at),
        verdict = excluded.verdict, evidence = excluded.evidence, entity = coalesce(excluded.entity, t.entity),
        jira_key = coalesce(excluded.jira_key, t.jira_key), project_id = coalesce(excluded.project_id, t.project_id)
), counting as (
    insert into jira.points_due (connector_id, sprint_id, due_at)
    select s.connector_id, s.jira_id, now() + make_interval(secs => :#${properties:connector.sprints.points-delay-seconds}::int)
    from jira.sprint s
    where s.connector_id = :#${variable.connectorId}::text and s.state = 'active'
      and 'sprint:' || s.jira_id in (select ref from removed, unnest(refs) ref)
    order by s.jira_id
    on conflict (connector_id, sprint_id) do update
    set due_at = least(points_due.due_at, excluded.due_at), changed_at = excluded.changed_at
), events as (
    insert into jira.entity_change (connector_id, entity, jira_id, action, traceparent)
    select :#${variable.connectorId}::text, entity, jira_id, 'deleted', :#${variable.traceparent}::text from removed
), without_parent as (
    -- what had its parent's id from it alone knows no more than the key now
    insert into jira.entity_change (connector_id, entity, jira_id, action, traceparent)
    select i.connector_id, i.entity, i.jira_id, 'updated', :#${variable.traceparent}::text
    from removed r join jira.item i on i.connector_id = r.connector_id and i.fields -> 'parent' ->> 'jiraKey' = r.jira_key
    where i.fields -> 'parent' ->> 'jiraId' is null and i.jira_id not in (select jira_id from removed)
), children as (
    -- children of what is gone, or lives under another key, are read again: Jira changes their parent without an event of theirs
    insert into jira.delivery (connector_id, identifier, event, issue_id, traceparent)
    select i.connector_id, 'reread:' || i.jira_id || ':' || gen_random_uuid(), 'reread', i.jira_id, :#${variable.traceparent}::text
    from (
        select i.connector_id, i.jira_id
        from given g join jira.item i on i.connector_id = :#${variable.connectorId}::text and i.fields -> 'parent' ->> 'jiraId' = g."jiraId"::text
        where g.key is null or g."jiraId" in (select jira_id from removed) or i.fields -> 'parent' ->> 'jiraKey' is distinct from g.key
        union
        select i.connector_id, i.jira_id from (select array_agg('key:' || jira_key) as refs from removed) k, jira.item i
        where i.connector_id = :#${variable.connectorId}::text and i.refs && k.refs) i
    where i.jira_id not in (select "jiraId" from given)
)
insert into jira.log_entry (connector_id, level, code, message, jira_key)
select :#${variable.connectorId}::text, 'INFO', 'ITEM_REMOVED', g.verdict || ': ' || g.evidence, r.jira_key
from removed r join given g on g."jiraId" = r.jira_id

-- job-removals: removes what was judged gone, with a tombstone, a log entry and an outbox event. What was seen again since stays.
with to_remove as (
    select s.jira_id, s.verdict, s.evidence, s.judged_at from jira.to_check s
    where s.connector_id = :#${variable.connectorId}::text and s.job_id = :#${variable.job.id}::text
      and s.verdict is not null and s.verdict <> 'present'
), removed as (
    delete from jira.item i using to_remove c, jira.job j
    where i.connector_id = :#${variable.connectorId}::text and i.jira_id = c.jira_id
      and j.connector_id = i.connector_id and j.id = :#${variable.job.id}::text and i.observed_at < c.judged_at
      and j.attempt = :#${variable.job.attempt}::int and j.status = 'RUNNING'
    returning i.connector_id, i.jira_id, i.entity, i.jira_key, i.project_id, i.updated, i.refs, c.verdict, c.evidence
), tombstoned as (
    insert into jira.tombstone as t (connector_id, jira_id, removed_at, observed_at, verdict, evidence, entity, jira_key, project_id)
    -- not found: whatever older state arrives is dead too; moved out: only a newer state may come back
    select connector_id, jira_id, case when verdict in ('not_found', 'project_gone') then now() else coalesce(updated, now()) end, now(), verdict, evidence, entity, jira_key, project_id from removed
    on conflict (connector_id, jira_id) do update
    set removed_at = excluded.removed_at, observed_at = excluded.observed_at, verdict = excluded.verdict, evidence = excluded.evidence,
        entity = excluded.entity, jira_key = excluded.jira_key, project_id = excluded.project_id
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
    insert into jira.entity_change (connector_id, entity, jira_id, action) select connector_id, entity, jira_id, 'deleted' from removed
), without_parent as (
    -- what had its parent's id from it alone knows no more than the key now
    insert into jira.entity_change (connector_id, entity, jira_id, action)
    select i.connector_id, i.entity, i.jira_id, 'updated'
    from removed r join jira.item i on i.connector_id = r.connector_id and i.fields -> 'parent' ->> 'jiraKey' = r.jira_key
    where i.fields -> 'parent' ->> 'jiraId' is null and i.jira_id not in (select jira_id from removed)
), children as (
    -- Jira changes their parent without touching their updated, so they are read again by id: those of whoever is gone, or lives under
    -- another key, and what knows the removed by their key alone
    insert into jira.to_check (connector_id, job_id, jira_id, reason)
    select :#${variable.connectorId}::text, :#${variable.job.id}::text, c.jira_id, 'child' from (
        select i.jira_id from jira.to_check s
        join jira.item i on i.connector_id = s.connector_id and i.fields -> 'parent' ->> 'jiraId' = s.jira_id::text
        where s.connector_id = :#${variable.connectorId}::text and s.job_id = :#${variable.job.id}::text
          and (s.verdict in ('not_found', 'project_gone') or (s.verdict <> 'present' and s.reason <> 'parent')
               or i.fields -> 'parent' ->> 'jiraKey' is distinct from s.found_key)
        union
        select i.jira_id from (select array_agg('key:' || jira_key) as refs from removed) k, jira.item i
        where i.connector_id = :#${variable.connectorId}::text and i.refs && k.refs) c
    where c.jira_id not in (select jira_id from removed)
    on conflict do nothing
), found as (
    -- neither a project that goes nor another scope is an event of an issue
    select project_id || '/jira:issue_deleted' as name, count(*) as number from removed where verdict not in ('project_gone', 'out_of_scope')
    group by project_id
), noted as (
    insert into jira.log_entry (connector_id, level, code, message, job_id, jira_key)
    select connector_id, 'INFO', 'ITEM_REMOVED', verdict || ': ' || evidence, :#${variable.job.id}::text, jira_key from removed
)
update jira.job j
set deleted = j.deleted + (select count(*) from removed), checkpoint_at = now(),
    unreported = j.unreported + case j.kind when 'reconcile' then (select count(*) from removed) - (select coalesce(sum(number), 0) from found) else 0 end,
    found = case j.kind when 'reconcile' then jira.added(j.found, (select coalesce(jsonb_object_agg(name, number), '{}') from found)) else j.found end
where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text

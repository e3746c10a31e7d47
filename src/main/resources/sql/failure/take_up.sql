-- job-stage: takes up the dead letters that the request names, the oldest first, once a job; the issues among them are asked for
-- by id, and changes that were refused go into the outbox again. What has no id (a delivery that named nothing) cannot be fetched and stays.
with asked as materialized (
    select j.connector_id, j.id, j.request ->> 'jobId' as of_job, (j.request ->> 'since')::timestamptz as since,
        (j.request ->> 'limit')::int as most, j.request -> 'items' as items
    from jira.job j
    where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text
      and not exists (select from jira.to_check s where s.connector_id = j.connector_id and s.job_id = j.id)
      and not exists (select from jira.dead_letter d where d.connector_id = j.connector_id and d.replay_job = j.id)
), chosen as materialized (
    select d.entity, d.jira_id from asked a join jira.dead_letter d on d.connector_id = a.connector_id
    where (d.entity = 'change' or d.entity in ('issue', 'version', 'sprint') and d.jira_id ~ '^[0-9]{1,18}$')
      and (a.items is null or jsonb_exists(a.items, d.entity || '/' || d.jira_id))
      and (a.of_job is null or d.job_id = a.of_job) and (a.since is null or d.last_at >= a.since)
    order by d.last_at, d.entity, d.jira_id limit (select most from asked)
), taken as (
    update jira.dead_letter d set replay_job = :#${variable.job.id}::text from chosen c
    where d.connector_id = :#${variable.connectorId}::text and d.entity = c.entity and d.jira_id = c.jira_id and d.entity <> 'change'
), refused as (
    delete from jira.dead_letter d using chosen c
    where d.connector_id = :#${variable.connectorId}::text and d.entity = 'change' and d.entity = c.entity and d.jira_id = c.jira_id
    returning d.connector_id, split_part(d.jira_id, '/', 1) as entity, substr(d.jira_id, strpos(d.jira_id, '/') + 1) as entity_id, d.action, d.first_at
), lost as materialized (
    select r.*, case r.entity
        when 'user' then exists (select from jira.jira_user u where u.connector_id = r.connector_id and u.account_id = r.entity_id)
        when 'release' then exists (select from jira.release v where v.connector_id = r.connector_id and v.jira_id::text = r.entity_id)
        when 'sprint' then exists (select from jira.sprint s where s.connector_id = r.connector_id and s.jira_id::text = r.entity_id)
        else exists (select from jira.item i where i.connector_id = r.connector_id and i.jira_id = r.entity_id::bigint and i.entity = r.entity)
        end as there
    from refused r
), again as (
    insert into jira.entity_change (connector_id, entity, jira_id, account_id, action)
    -- what exists is not deleted, and what does not exist is
    select connector_id, entity, case when entity <> 'user' then entity_id::bigint end, case when entity = 'user' then entity_id end,
        case when not there then 'deleted' when action = 'deleted' then 'updated' else action end
    from lost order by first_at
), noted as (
    insert into jira.log_entry (connector_id, level, code, message, job_id)
    select :#${variable.connectorId}::text, 'INFO', 'CHANGES_SENT_AGAIN', count(*) || ' changes that had been refused are in the outbox again.',
        :#${variable.job.id}::text
    from refused having count(*) > 0
)
insert into jira.to_check (connector_id, job_id, jira_id, reason)
select :#${variable.connectorId}::text, :#${variable.job.id}::text, jira_id::bigint, 'replay' from chosen where entity = 'issue'
on conflict do nothing

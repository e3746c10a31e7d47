-- job-stage-aside: takes up the dead letters that the request names, the oldest first, once a job; the issues among them are asked for
-- by id. What has no id (a delivery that named nothing) cannot be fetched and stays.
with asked as materialized (
    select j.connector_id, j.id, j.request ->> 'jobId' as of_job, (j.request ->> 'since')::timestamptz as since,
        (j.request ->> 'limit')::int as most
    from jira.job j
    where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.jobId}::text
      and not exists (select from jira.suspect s where s.connector_id = j.connector_id and s.job_id = j.id)
      and not exists (select from jira.dead_letter d where d.connector_id = j.connector_id and d.replay_job = j.id)
), chosen as materialized (
    select d.entity, d.jira_id from asked a join jira.dead_letter d on d.connector_id = a.connector_id
    where d.entity in ('issue', 'version', 'sprint') and d.jira_id ~ '^[0-9]{1,18}$'
      and (a.of_job is null or d.job_id = a.of_job) and (a.since is null or d.last_at >= a.since)
    order by d.last_at, d.entity, d.jira_id limit (select most from asked)
), taken as (
    update jira.dead_letter d set replay_job = :#${variable.jobId}::text from chosen c
    where d.connector_id = :#${variable.connectorId}::text and d.entity = c.entity and d.jira_id = c.jira_id
)
insert into jira.suspect (connector_id, job_id, jira_id, reason)
select :#${variable.connectorId}::text, :#${variable.jobId}::text, jira_id::bigint, 'replay' from chosen where entity = 'issue'
on conflict do nothing

-- job-issues-page: notes one page of ids that Jira's search named, and its checkpoint; nothing of an attempt that is over, whose plan
-- may be another one's. The ids of a page are a set: a list that moves while it is read names some twice.
with page as materialized (
    select p.* from jsonb_to_record(:#${body}::jsonb) as p(
        "connectorId" text, "jobId" text, attempt int, ids jsonb, recent boolean, reason text, slice jsonb)
    where exists (
        select from jira.job j
        where j.connector_id = p."connectorId" and j.id = p."jobId" and j.attempt = p.attempt and j.status = 'RUNNING' for update)
), noted as (
    insert into jira.census as c (connector_id, job_id, jira_id, recent)
    select distinct p."connectorId", p."jobId", i::bigint, p.recent from page p, jsonb_array_elements_text(p.ids) i
    where p.reason is null
    order by 3
    on conflict (connector_id, job_id, jira_id) do update set recent = true where excluded.recent and not c.recent
), to_check as (
    insert into jira.to_check (connector_id, job_id, jira_id, reason)
    select p."connectorId", p."jobId", i::bigint, p.reason from page p, jsonb_array_elements_text(p.ids) i
    where p.reason is not null
    on conflict do nothing
), checkpoint as (
    update jira.job_slice s
    set next_token = p.slice ->> 'token', done = (p.slice ->> 'done')::boolean, pages = s.pages + 1
    from page p
    where s.connector_id = p."connectorId" and s.job_id = p."jobId" and s.stage = p.slice ->> 'stage' and s.number = (p.slice ->> 'number')::int
), counted as (
    update jira.job j set pages = j.pages + 1, checkpoint_at = now(), failures = 0, last_error = null
    from page p where j.connector_id = p."connectorId" and j.id = p."jobId" and j.attempt = p.attempt and j.status = 'RUNNING'
    returning j.cancel_requested
)
select json_build_object('running', exists (select from counted where not cancel_requested))::text

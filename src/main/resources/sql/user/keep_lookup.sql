-- user-discovery-lookup: notes whom Jira's search found by the email of a Zenem user; nobody, where its answer was not clear.
with given as materialized (
    select * from jsonb_to_record(:#${body}::jsonb) as g(email text, "accountId" text, "displayName" text, address text, active boolean,
        "accountType" text)
), seen as (
    insert into jira.jira_user as u (connector_id, account_id, display_name, email, active, account_type, observed_at, listed_at,
        source, mapping_version)
    select :#${variable.connectorId}::text, g."accountId", g."displayName", g.address, g.active, g."accountType", now(),
        :#${variable.job.startedAt.toString}::timestamptz, jsonb_build_object('via', :#${variable.job.kind}::text, 'jobId', :#${variable.job.id}::text),
        jira.active_mapping(:#${variable.connectorId}::text)
    from given g where g."accountId" is not null
    -- decided again, although the account itself is as it was
    on conflict (connector_id, account_id) do update set matched_for = null, gone_at = null
), noted as (
    update jira.zenem_user z set asked_at = now(), found_account = g."accountId"
    from given g where z.connector_id = :#${variable.connectorId}::text and z.email = g.email
), counted as (
    update jira.job j set pages = j.pages + 1, checkpoint_at = now(), failures = 0, last_error = null
    where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text
      and j.attempt = :#${variable.job.attempt}::int and j.status = 'RUNNING'
    returning j.cancel_requested
)
select json_build_object('running', exists (select from counted where not cancel_requested))::text

-- user-discovery-unlisted: those that Jira knows by id stay as they are now; those that it does not know go, unless items or an admin's
-- mapping need them: those are marked.
with asked as materialized (
    select a as account_id from jsonb_array_elements_text(:#${variable.accounts}::jsonb) a
), known as materialized (
    select distinct on (g."accountId") g.* from jsonb_to_recordset(:#${body}::jsonb) as g("accountId" text, "displayName" text,
        email text, active boolean, "accountType" text, "observedAt" timestamptz)
    order by g."accountId"
), seen as (
    update jira.jira_user u
    -- whichever was seen later: an event may have brought a change meanwhile
    set (display_name, email, active, account_type, observed_at) = (
            select n.* from (values (u.display_name, u.email, u.active, u.account_type, u.observed_at),
                (g."displayName", g.email, g.active, g."accountType", g."observedAt")) n(name, email, active, type, at)
            order by at desc limit 1),
        listed_at = :#${variable.job.startedAt.toString}::timestamptz,
        source = jsonb_build_object('via', :#${variable.job.kind}::text, 'jobId', :#${variable.job.id}::text), last_sync = now(),
        mapping_version = jira.active_mapping(:#${variable.connectorId}::text)
    from known g where u.connector_id = :#${variable.connectorId}::text and u.account_id = g."accountId"
), gone as materialized (
    select u.account_id, exists (select from jira.item i where i.connector_id = u.connector_id and i.assignee = u.account_id)
        or exists (select from jira.item i where i.connector_id = u.connector_id and i.reporter = u.account_id)
        or exists (select from jira.user_mapping m where m.connector_id = u.connector_id and m.account_id = u.account_id) as needed
    from asked a join jira.jira_user u on u.connector_id = :#${variable.connectorId}::text and u.account_id = a.account_id
    where a.account_id not in (select "accountId" from known)
), marked as (
    update jira.jira_user u set gone_at = now(), active = false, last_sync = now(),
        source = jsonb_build_object('via', :#${variable.job.kind}::text, 'jobId', :#${variable.job.id}::text)
    from gone g where g.needed and u.connector_id = :#${variable.connectorId}::text and u.account_id = g.account_id
    returning 1
), removed as (
    delete from jira.jira_user u using gone g
    where not g.needed and u.connector_id = :#${variable.connectorId}::text and u.account_id = g.account_id
    returning u.connector_id, u.account_id
), events as (
    insert into jira.entity_change (connector_id, entity, account_id, action)
    select connector_id, 'user', account_id, 'deleted' from removed order by account_id
), counted as (
    update jira.job j
    set pages = j.pages + 1, checkpoint_at = now(), failures = 0, last_error = null,
        context = j.context || jsonb_build_object('usersGone', coalesce((j.context ->> 'usersGone')::int, 0) + (select count(*) from gone))
    where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text
      and j.attempt = :#${variable.job.attempt}::int and j.status = 'RUNNING'
    returning j.cancel_requested
)
select json_build_object('running', exists (select from counted where not cancel_requested))::text

-- user-zenem-replace: Zenem's users are these from now on. Whoever in Jira is touched by that is decided again.
with given as materialized (
    select distinct on (jira.fold(g.email)) jira.fold(g.email) as email, g.name from jsonb_to_recordset(:#${body}::jsonb) as g(email text, name text)
), known as materialized (
    select email from jira.zenem_user where connector_id = :#${variable.connectorId}::text
), removed as (
    delete from jira.zenem_user z
    where z.connector_id = :#${variable.connectorId}::text and z.email not in (select email from given)
    returning z.email, z.found_account
), kept as (
    insert into jira.zenem_user as z (connector_id, email, name)
    select :#${variable.connectorId}::text, g.email, g.name from given g order by g.email
    on conflict (connector_id, email) do update set name = excluded.name where z.name <> excluded.name
), emails as materialized (
    select email from removed union select email from given where email not in (select email from known)
), concerned as materialized (
    select u.account_id from emails e join jira.jira_user u on u.connector_id = :#${variable.connectorId}::text and u.email_key = e.email
    union select u.account_id from emails e join jira.jira_user u on u.connector_id = :#${variable.connectorId}::text and u.zenem_email = e.email
    union select found_account from removed
), touched as materialized (
    select u.account_id from concerned c join jira.jira_user u on u.connector_id = :#${variable.connectorId}::text and u.account_id = c.account_id
    order by u.account_id for update of u
), to_match as (
    update jira.jira_user u set matched_for = null
    where u.connector_id = :#${variable.connectorId}::text and u.account_id in (select account_id from touched)
)
select count(*) from given

-- zenem-users-replace: Zenem's users are these from now on. Whoever in Jira is touched by that is decided anew.
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
), touched as materialized (
    select u.account_id from jira.jira_user u
    where u.connector_id = :#${variable.connectorId}::text
      and (u.email_key in (select email from removed union all select email from given where email not in (select email from known))
           or u.zenem_email in (select email from removed)
           or u.account_id in (select found_account from removed where found_account is not null))
    order by u.account_id for update
), unsettled as (
    update jira.jira_user u set settled_for = null
    where u.connector_id = :#${variable.connectorId}::text and u.account_id in (select account_id from touched)
)
select count(*) from given

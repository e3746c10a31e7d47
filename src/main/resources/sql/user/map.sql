-- user-mappings: the admin's choices, all or none: where an account is not known, its place in the list is answered, and then, as
-- where something else was wrong, nothing is written. An account and a Zenem user have one another and nobody else; no account takes a choice back.
with said as materialized (
    select :#${body.json}::jsonb as body
), listed as materialized (
    select g.* from said, jsonb_to_recordset(said.body -> 'mappings') as g(path text, email text, account text)
), given as materialized (
    select distinct on (jira.fold(g.email)) jira.fold(g.email) as email, g.account from listed g
), unknown as materialized (
    select g.path from listed g
    where g.account is not null and not exists (
        select from jira.jira_user u where u.connector_id = :#${variable.connectorId}::text and u.account_id = g.account)
), accepted as materialized (
    select given.* from given, said where (said.body -> 'right')::boolean and not exists (select from unknown)
), removed as (
    delete from jira.user_mapping m
    where m.connector_id = :#${variable.connectorId}::text and m.zenem_email in (select email from accepted)
      and m.account_id not in (select account from accepted where account is not null)
    returning m.account_id
), replaced as materialized (
    select m.zenem_email from jira.user_mapping m
    where m.connector_id = :#${variable.connectorId}::text and m.account_id in (select account from accepted)
), kept as (
    insert into jira.user_mapping as m (connector_id, account_id, zenem_email)
    select :#${variable.connectorId}::text, account, email from accepted where account is not null order by account
    on conflict (connector_id, account_id) do update set zenem_email = excluded.zenem_email, saved_at = now()
    where m.zenem_email <> excluded.zenem_email
), emails as materialized (
    select email from accepted union select zenem_email from replaced
), concerned as materialized (
    select account as account_id from accepted where account is not null
    union select account_id from removed
    union select u.account_id from emails e join jira.jira_user u on u.connector_id = :#${variable.connectorId}::text and u.zenem_email = e.email
    union select u.account_id from emails e join jira.jira_user u on u.connector_id = :#${variable.connectorId}::text and u.email_key = e.email
    union select z.found_account from emails e join jira.zenem_user z on z.connector_id = :#${variable.connectorId}::text and z.email = e.email
), touched as materialized (
    select u.account_id from concerned c join jira.jira_user u on u.connector_id = :#${variable.connectorId}::text and u.account_id = c.account_id
    order by u.account_id for update of u
), to_match as (
    update jira.jira_user u set matched_for = null
    where u.connector_id = :#${variable.connectorId}::text and u.account_id in (select account_id from touched)
)
select json_build_object('updated', (select count(*) from accepted),
    'unknown', (select coalesce(json_agg(path), '[]') from unknown),
    'unlisted', (
        select coalesce(json_agg(a.email order by a.email), '[]') from accepted a
        where a.account is not null
          and exists (select from jira.zenem_user z where z.connector_id = :#${variable.connectorId}::text)
          and not exists (select from jira.zenem_user z where z.connector_id = :#${variable.connectorId}::text and z.email = a.email)))::text

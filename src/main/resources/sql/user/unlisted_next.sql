-- user-discovery-unlisted: accounts that Jira's list did not name, to be asked for by id: a list that moves while it is read leaves some out. An account
-- that may not see the list sees nobody by id either, which would look as if all were gone.
select coalesce(json_agg(account_id order by account_id), '[]')::text from (
    select account_id from jira.jira_user
    where connector_id = :#${variable.connectorId}::text and gone_at is null
      and (listed_at is null or listed_at < :#${variable.job.startedAt.toString}::timestamptz)
      and not exists (select from jira.job j where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text
                      and j.context -> 'incomplete' @> '[{"kind": "user-list"}]')
    order by account_id limit 50) a

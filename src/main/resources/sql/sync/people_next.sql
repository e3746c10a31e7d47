-- job-users: the next account ids of the copy.
select coalesce(json_agg(account_id order by account_id), '[]')::text from (
    select account_id from jira.jira_user
    where connector_id = :#${variable.connectorId}::text and account_id > :#${variable.lastAccount}::text order by account_id limit 50) a

-- job-users: the account ids of the copy that follow on those that were asked for before.
select coalesce(json_agg(account_id order by account_id), '[]')::text from (
    select account_id from jira.jira_user
    where connector_id = :#${variable.connectorId}::text and account_id > coalesce(:#${variable.accounts}::jsonb ->> -1, '') order by account_id limit 50) a

-- user-watch: the connectors that have accounts whose mapping is to be decided; a running discovery decides by itself, all at once.
select u.connector_id as id from (select distinct connector_id from jira.jira_user where to_match) u
where not exists (
    select from jira.job j
    where j.connector_id = u.connector_id and j.kind = 'discover-users' and j.status = 'RUNNING' and jira.leased(j))

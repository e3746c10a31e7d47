-- users-watch: the connectors that have accounts whose mapping is to be decided.
select distinct connector_id as id from jira.jira_user where unsettled

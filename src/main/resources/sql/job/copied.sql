-- job-prepare-plan: how many items the copy has, about as many as the census will name.
select count(*) from jira.item where connector_id = :#${variable.connectorId}::text

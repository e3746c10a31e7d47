-- job-prepare-site: the stored scope.
select scope::text from jira.connector where id = :#${variable.connectorId}::text

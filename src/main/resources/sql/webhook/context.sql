-- webhook-context: what a webhook depends on; no row without a scope.
select context::text from jira.sync_context(:#${variable.connectorId}::text)

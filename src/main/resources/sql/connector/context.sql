-- drain-batch, fan-out-named, site-context: what applying Jira's state depends on; no row without scope and active mapping.
select context::text from jira.sync_context(:#${variable.connectorId}::text) where mapped

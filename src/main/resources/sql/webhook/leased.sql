-- drain-failed: whether the inbox is still this worker's; no row where its connector was removed, or another worker took it over.
select turn from jira.inbox_lease where connector_id = :#${variable.connectorId}::text and turn = :#${variable.turn}::bigint

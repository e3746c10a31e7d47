-- webhook-check-health: Jira's webhook is in another state than the last check found, so webhook-check-due checks it at once.
update jira.webhook set check_at = now()
where connector_id = :#${variable.connectorId}::text and state is distinct from :#${variable.check.finding.state}::text

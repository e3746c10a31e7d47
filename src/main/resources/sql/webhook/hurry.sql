-- webhook-look: Jira's webhook is in another state than the last check found, so the guard looks at its next turn, and not when it is time.
update jira.webhook set check_at = now()
where connector_id = :#${variable.connectorId}::text and state is distinct from :#${variable.verdict.state}::text

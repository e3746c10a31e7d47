-- webhook-register, webhook-rotate: what the registration depends on, as it is before that is read.
select jira.webhook_print(:#${variable.connectorId}::text)

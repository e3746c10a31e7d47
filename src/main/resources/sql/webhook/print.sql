-- webhook-found: what the registration depends on, as it is before that is read; no row before there is a mapping.
select m.id || ':' || jira.webhook_print(m.connector_id) from jira.mapping_version m
where m.connector_id = :#${variable.connectorId}::text and m.active

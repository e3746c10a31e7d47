-- health-gateway: health tells what to do about credentials that were refused a moment ago.
update jira.connection_health set message = :#${body}::text
where connector_id = :#${variable.connectorId}::text and http_status = 401 and :#${body}::text <> ''

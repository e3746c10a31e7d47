-- health-gateway: health tells what to do about credentials that were refused a moment ago.
update jira.connection_health set message = :#${variable.advice}::text
where connector_id = :#${variable.connectorId}::text and http_status = 401 and :#${variable.advice}::text <> ''

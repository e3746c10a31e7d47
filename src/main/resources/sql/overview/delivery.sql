-- delivery-get: one delivery by its id; no row for none.
select jira.delivery_json(d)::text from jira.delivery d
where d.id = :#${body}::bigint and d.connector_id = :#${variable.connectorId}::text and d.event is distinct from 'reread'

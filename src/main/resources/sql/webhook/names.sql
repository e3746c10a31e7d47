-- drain-apply: the names of what webhook bodies refer to, as Jira gave them to the connector's account.
select coalesce(json_object_agg(n.ref, n.name), '{}')::text
from jira.names(:#${variable.connectorId}::text) n
where n.ref = any (array(select jsonb_array_elements_text(:#${body}::jsonb)))

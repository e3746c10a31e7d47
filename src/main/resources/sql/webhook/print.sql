-- webhook-found: what the registration depends on, as it is before that is read.
select coalesce(m.id, '') || ':' || jira.webhook_print(c.id)
from jira.connector c left join jira.mapping_version m on m.connector_id = c.id and m.active
where c.id = :#${variable.connectorId}::text

-- site-context: what a sync lacks, of a connector that has no context.
select c.id, c.scope is not null as scoped,
    exists (select from jira.mapping_version m where m.connector_id = c.id and m.active) as mapped
from jira.connector c where c.id = :#${variable.connectorId}::text

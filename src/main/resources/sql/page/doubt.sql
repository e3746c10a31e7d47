-- page-follow-ups: deliveries whose bodies are not believed; the next batch reads their issues by id.
update jira.delivery d set issue_id = i."issueId"
from jsonb_to_recordset(:#${variable.kept.inDoubt}::jsonb) as i("deliveryId" bigint, "issueId" bigint)
where d.connector_id = :#${variable.page.connectorId}::text and d.id = i."deliveryId" and d.outcome is null

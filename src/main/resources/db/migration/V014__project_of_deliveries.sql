-- Completeness by project: the ledger says of which project an issue was when its delivery was applied, so that nobody looks for it in a
-- million items.
alter table jira.tombstone add column project_id bigint;
comment on column jira.tombstone.project_id is 'Where it was in the copy; null where it never was.';
alter table jira.delivery add column project_id bigint;
comment on column jira.delivery.project_id is 'The project of its issue when it was applied; null without one.';
update jira.delivery d set project_id = i.project_id
from jira.item i where i.connector_id = d.connector_id and i.jira_id = d.issue_id and d.outcome = 'applied';

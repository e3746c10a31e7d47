-- Counting items by mapping or by project reads an index that has nothing else: a tenth of the pages, because equal entries are kept once.
create index item_by_version on jira.item (entity, connector_id, mapping_version, project_id);
drop index jira.item_by_entity;
create index item_by_entity on jira.item (entity, connector_id, jira_id) include (status, updated);
-- whoever asks which schedules are due asks for those that are not planned yet too, which this index cannot answer
drop index jira.settings_due;

-- A drain takes the oldest deliveries that wait. Ordered by the bare id, the planner may walk the primary key, which is right while most
-- of them wait and reads every finished one again for each batch later; only this index has the order of (+id), so only it is walked.
create index delivery_oldest on jira.delivery (connector_id, (+id)) where outcome is null;
drop index jira.delivery_pending;

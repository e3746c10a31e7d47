-- How long reconciles wait for Jira's index: measured, or as the admin says.
alter table jira.settings add column index_wait_seconds int;
comment on column jira.settings.index_wait_seconds is 'How long a reconcile waits for Jira''s index; null where the wait follows what was measured.';
comment on column jira.metric.name is 'delivery. and an outcome, delay. and the milliseconds that a delivery took at most, lag. and the milliseconds after which Jira''s search showed one at the latest, call. and a class of status, limit. and what was least left of it, inbox for the most that waited.';

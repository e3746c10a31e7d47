-- What reconciles found is told by project and by the event that would have brought it.
alter table jira.job add column found jsonb not null default '{}';
comment on column jira.job.found is 'Of the drift of a reconcile, what a webhook could have reported, counted by project and event (10000/jira:issue_updated; versions and sprints without a project).';
comment on column jira.metric.name is 'delivery. and an outcome, delay. and the milliseconds that a delivery took at most, lag. and the milliseconds after which Jira''s search showed one at the latest, where an earlier look had missed it, shown. likewise where the first look showed it, call. and a class of status, limit. and what was least left of it, inbox for the most that waited.';

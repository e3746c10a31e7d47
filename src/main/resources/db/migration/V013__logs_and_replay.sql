-- Each filter of the log has its index.
create index log_entry_by_level on jira.log_entry (connector_id, level, at desc, id desc);
create index log_entry_by_code on jira.log_entry (connector_id, code, at desc, id desc);
create index log_entry_by_job on jira.log_entry (connector_id, job_id, at desc, id desc) where job_id is not null;
create index log_entry_by_key on jira.log_entry (connector_id, jira_key, at desc, id desc) where jira_key is not null;

-- The replay that has taken a dead letter up, and has not yet come to it.
alter table jira.dead_letter add column replay_job text;
create index dead_letter_in_replay on jira.dead_letter (connector_id, replay_job, entity) where replay_job is not null;
create index dead_letter_by_job on jira.dead_letter (connector_id, job_id, last_at) where job_id is not null;

-- A snapshot is a job that sends every entity of the copy once; its events stand in the outbox beside changes.
alter table jira.job drop constraint job_kind_check,
    add constraint job_kind_check check (kind in ('backfill', 'reconcile', 'versions', 'sprints', 'discover-users', 'replay', 'snapshot'));
alter table jira.entity_change drop constraint entity_change_action_check,
    add constraint entity_change_action_check check (action in ('created', 'updated', 'deleted', 'snapshot'));
comment on table jira.job is 'The queue of jobs and their history: backfill, reconcile, versions, sprints, discover-users, replay, snapshot. Kept: 90 days after the end; the newest of each kind stays.';

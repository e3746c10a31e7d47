-- When an issue of the sprint changed last: a sum that began earlier, or before Jira's index had the change, may lack it.
alter table jira.points_due add column changed_at timestamptz not null default now();

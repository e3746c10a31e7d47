-- Each filter of the log has its index.
create index log_entry_by_level on jira.log_entry (connector_id, level, at desc, id desc);
create index log_entry_by_code on jira.log_entry (connector_id, code, at desc, id desc);
create index log_entry_by_job on jira.log_entry (connector_id, job_id, at desc, id desc) where job_id is not null;
create index log_entry_by_key on jira.log_entry (connector_id, jira_key, at desc, id desc) where jira_key is not null;

-- The newest entries that fit, at most so many (null: all); an empty text filters nothing. Each branch has its index, and the first
-- filter that is given picks the branch, whatever plan the driver has prepared: the others are not entered.
create function jira.log_entries(connector text, wanted_level text, wanted_code text, wanted_job text, wanted_key text,
    since timestamptz, until timestamptz, most bigint) returns setof jira.log_entry
    language sql stable
    as $$
        (select l.* from jira.log_entry l
        where wanted_job <> '' and l.connector_id = connector and l.job_id = wanted_job and (wanted_key = '' or l.jira_key = wanted_key)
          and (wanted_code = '' or l.code = wanted_code) and (wanted_level = '' or l.level = wanted_level)
          and l.at >= since and l.at < until order by l.at desc, l.id desc limit most)
        union all
        (select l.* from jira.log_entry l
        where wanted_job = '' and wanted_key <> '' and l.connector_id = connector and l.jira_key = wanted_key
          and (wanted_code = '' or l.code = wanted_code) and (wanted_level = '' or l.level = wanted_level)
          and l.at >= since and l.at < until order by l.at desc, l.id desc limit most)
        union all
        (select l.* from jira.log_entry l
        where wanted_job = '' and wanted_key = '' and wanted_code <> '' and l.connector_id = connector and l.code = wanted_code
          and (wanted_level = '' or l.level = wanted_level)
          and l.at >= since and l.at < until order by l.at desc, l.id desc limit most)
        union all
        (select l.* from jira.log_entry l
        where wanted_job = '' and wanted_key = '' and wanted_code = '' and wanted_level <> '' and l.connector_id = connector
          and l.level = wanted_level
          and l.at >= since and l.at < until order by l.at desc, l.id desc limit most)
        union all
        (select l.* from jira.log_entry l
        where wanted_job = '' and wanted_key = '' and wanted_code = '' and wanted_level = '' and l.connector_id = connector
          and l.at >= since and l.at < until order by l.at desc, l.id desc limit most)
    $$;

-- The replay that has taken a dead letter up, and has not yet come to it.
alter table jira.dead_letter add column replay_job text;
create index dead_letter_in_replay on jira.dead_letter (connector_id, replay_job, entity) where replay_job is not null;
create index dead_letter_by_job on jira.dead_letter (connector_id, job_id, last_at) where job_id is not null;

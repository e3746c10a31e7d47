-- Names that say what they hold. Jobs that are under way, and what is known of those that ended, go on under the new names. No version
-- before this one works with them: stop it before this one starts (docs/operating/upgrade-and-backup.md).
alter table jira.suspect rename to to_check;
alter index jira.suspect_pkey rename to to_check_pkey;
alter index jira.suspect_open rename to to_check_open;
alter table jira.to_check rename constraint suspect_connector_id_job_id_fkey to to_check_connector_id_job_id_fkey;
update jira.to_check set reason = 'child' where reason = 'orphan';

alter table jira.job rename column untold to unreported;
update jira.job set stage = case stage when 'suspects' then 'check' when 'orphans' then 'children' when 'letters' then 'dead-letters'
    when 'letters-end' then 'dead-letters-gone' else 'dead-dimensions' end
where stage in ('suspects', 'orphans', 'letters', 'letters-end', 'letters-others');
-- a forecast reads what stages cost, and the status of a job what it lacks
update jira.job set requests = requests - '{suspects,orphans,letters,letters-end,letters-others}'::text[] || jsonb_strip_nulls(jsonb_build_object(
    'check', requests -> 'suspects', 'children', requests -> 'orphans', 'dead-letters', requests -> 'letters',
    'dead-letters-gone', requests -> 'letters-end', 'dead-dimensions', requests -> 'letters-others'))
where jsonb_exists_any(requests, '{suspects,orphans,letters,letters-end,letters-others}');
update jira.job set context = jsonb_set(context, '{incomplete}', (
    select jsonb_agg(i - 'told' || jsonb_build_object('shown', i -> 'told') order by n)
    from jsonb_array_elements(context -> 'incomplete') with ordinality e(i, n)))
where jsonb_array_length(context -> 'incomplete') > 0;

alter table jira.jira_user rename column settled_for to matched_for;
alter table jira.jira_user rename column unsettled to to_match;
alter index jira.jira_user_unsettled rename to jira_user_to_match;
alter table jira.field_sample rename column question to request_digest;

-- people's events have other names too; of one who goes the statement that removes them writes it (sql/user/keep_unlisted.sql)
drop trigger if exists user_told_inserted on jira.jira_user;
drop trigger if exists user_told_updated on jira.jira_user;
drop trigger if exists user_told_deleted on jira.jira_user;
drop function if exists jira.tell_users();

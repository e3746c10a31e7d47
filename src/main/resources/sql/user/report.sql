-- user-discovery-match: what a discovery of users came to, for the log.
insert into jira.log_entry (connector_id, level, code, message, job_id)
select j.connector_id, 'INFO', 'USERS_DISCOVERED', format('Jira lists %s users; %s are no longer known to it. %s have a Zenem user by email, %s by an admin''s choice, %s have none.',
    coalesce(j.context ->> 'usersFetched', '0'), coalesce(j.context ->> 'usersGone', '0'), u.by_email, u.by_hand, u.none), j.id
from jira.job j cross join lateral (
    select count(*) filter (where mapped_by = 'email') as by_email, count(*) filter (where mapped_by = 'manual') as by_hand,
        count(*) filter (where mapped_by is null) as none
    from jira.jira_user where connector_id = j.connector_id) u
where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text

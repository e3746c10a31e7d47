-- site-refresh: keeps the newest snapshot and answers the one before it, or null.
with before as (
    select json_build_object('statuses', statuses, 'priorities', priorities, 'projects', projects, 'issueTypes', issue_types)::text as site
    from jira.site where connector_id = :#${variable.connectorId}::text
), given as (
    select * from jsonb_to_record(:#${variable.site}::jsonb)
        as g(account jsonb, fields jsonb, "issueTypes" jsonb, statuses jsonb, priorities jsonb, projects jsonb)
), kept as (
    insert into jira.site (connector_id, account, fields, issue_types, statuses, priorities, projects, refreshed_at)
    select :#${variable.connectorId}::text, account, fields, "issueTypes", statuses, priorities, projects, now() from given
    on conflict (connector_id) do update
    set account = excluded.account, fields = excluded.fields, issue_types = excluded.issue_types, statuses = excluded.statuses,
        priorities = excluded.priorities, projects = excluded.projects, refreshed_at = excluded.refreshed_at
)
select (select site from before)

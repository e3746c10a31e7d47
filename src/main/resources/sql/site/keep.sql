-- site-keep: keeps the newest snapshot and answers the names whose changes were dealt with last, or null for a new site.
with before as (
    select handled::text as site from jira.site where connector_id = :#${variable.connectorId}::text
), given as (
    select * from jsonb_to_record(:#${variable.site}::jsonb)
        as g(account jsonb, fields jsonb, "issueTypes" jsonb, statuses jsonb, priorities jsonb, projects jsonb)
), kept as (
    insert into jira.site (connector_id, account, fields, issue_types, statuses, priorities, projects, handled, refreshed_at)
    select :#${variable.connectorId}::text, account, fields, "issueTypes", statuses, priorities, projects,
        jsonb_build_object('statuses', statuses, 'priorities', priorities, 'projects', projects, 'issueTypes', "issueTypes"), now() from given
    on conflict (connector_id) do update
    set account = excluded.account, fields = excluded.fields, issue_types = excluded.issue_types, statuses = excluded.statuses,
        priorities = excluded.priorities, projects = excluded.projects, refreshed_at = excluded.refreshed_at
)
select (select site from before)

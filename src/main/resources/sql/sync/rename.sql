-- dimension-read, drain-apply-others, job-sprints-board, job-users-page, job-versions-project, site-keep, user-discovery-unlisted,
-- user-discovery-walk: names as Jira's lists and reads tell them. One that is another now is so for all that show it, and they are told
-- of. What was seen later stays.
with said as (
    select :#${body}::jsonb as j
), given as (
    select distinct on (n.ref) n.ref, n.text, coalesce(n.observed_at::timestamptz, now()) as observed_at from said cross join lateral (
        select 'version:' || (e ->> 'jiraId') as ref, e ->> 'name' as text, e ->> 'observedAt' as observed_at from jsonb_array_elements(j -> 'releases') e
        union all select 'sprint:' || (e ->> 'jiraId'), e ->> 'name', e ->> 'observedAt' from jsonb_array_elements(j -> 'sprints') e
        union all select 'status:' || (e ->> 'id'), e ->> 'name', null from jsonb_array_elements(j -> 'statuses') e
        union all select 'priority:' || (e ->> 'id'), e ->> 'name', null from jsonb_array_elements(j -> 'priorities') e
        union all select 'issuetype:' || (e ->> 'id'), e ->> 'name', null from jsonb_array_elements(j -> 'issueTypes') e
        union all select 'issuetype:' || (e ->> 'id'), e ->> 'name', null from jsonb_path_query(j, '$.projects[*].issueTypes[*]') e
        union all select 'project:' || (e ->> 'id'), e ->> 'name', null from jsonb_array_elements(j -> 'projects') e
        union all select 'user:' || (e ->> 'accountId'), coalesce(nullif(e ->> 'displayName', ''), e ->> 'accountId'), e ->> 'observedAt'
        from jsonb_array_elements(case jsonb_typeof(j) when 'array' then j end) e) n
    where n.text <> '' order by n.ref, n.observed_at desc, n.text desc
), changed as materialized (
    select l.ref, g.text, g.observed_at from given g join jira.label l on l.connector_id = :#${variable.connectorId}::text and l.ref = g.ref
    where l.text not in ('', g.text) and l.observed_at <= g.observed_at order by l.ref for update of l
), renamed as (
    update jira.label l set text = c.text, observed_at = c.observed_at from changed c
    where l.connector_id = :#${variable.connectorId}::text and l.ref = c.ref
)
insert into jira.fanout (connector_id, ref) select :#${variable.connectorId}::text, ref from changed order by ref
on conflict (connector_id, ref) do update set after_id = 0, marked_at = excluded.marked_at

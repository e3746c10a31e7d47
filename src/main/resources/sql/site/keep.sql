-- site-keep: keeps the newest snapshot and answers the names whose changes were dealt with last, or null for a new site. Of a list that
-- Jira did not give, what it said before stays.
with before as (
    select handled::text as site, projects, issue_types from jira.site where connector_id = :#${variable.connectorId}::text
), given as (
    select g.account, g.projects, coalesce(g.fields, s.fields, '{}') as fields, coalesce(g."issueTypes", s.issue_types, '[]') as "issueTypes",
        coalesce(g.statuses, s.statuses, '[]') as statuses, coalesce(g.priorities, s.priorities, '[]') as priorities,
        coalesce(s.issue_types, '[]') as known_types
    from jsonb_to_record(:#${variable.site}::jsonb)
        as g(account jsonb, fields jsonb, "issueTypes" jsonb, statuses jsonb, priorities jsonb, projects jsonb)
    left join jira.site s on s.connector_id = :#${variable.connectorId}::text
), epics as (
    -- Data Center tells no levels: its epic is the type that was the epic before, whatever its name is now, and at first the one named so
    select t ->> 'id' as id from given g, jsonb_array_elements(g."issueTypes") t
    where exists (select from jsonb_array_elements(g.known_types) k where k ->> 'id' = t ->> 'id' and k ->> 'hierarchyLevel' = '1')
), levelled as (
    select coalesce(jsonb_agg(case when jsonb_exists(t, 'hierarchyLevel') then t else t || jsonb_build_object('hierarchyLevel', case
        when t ->> 'subtask' = 'true' then -1
        when t ->> 'id' in (select id from epics) then 1
        when not exists (select from epics) and lower(trim(t ->> 'name')) = 'epic' then 1
        else 0 end) end order by n), '[]') as types
    from given g, jsonb_array_elements(g."issueTypes") with ordinality e(t, n)
), kept as (
    insert into jira.site (connector_id, account, fields, issue_types, statuses, priorities, projects, handled, refreshed_at)
    select :#${variable.connectorId}::text, account, fields, l.types, statuses, priorities, projects,
        jsonb_build_object('projects', projects, 'issueTypes', l.types), now()
    from given, levelled l
    on conflict (connector_id) do update
    set account = excluded.account, fields = excluded.fields, issue_types = excluded.issue_types, statuses = excluded.statuses,
        priorities = excluded.priorities, projects = excluded.projects, refreshed_at = excluded.refreshed_at
    returning connector_id, projects, issue_types
), followed as (
    -- the webhook's filter names projects and types as they are now
    update jira.webhook w set check_at = now()
    from kept k, before b where w.connector_id = k.connector_id and (k.projects <> b.projects or k.issue_types <> b.issue_types)
), recategorized as (
    -- a state that falls back on the category is another one
    insert into jira.fanout (connector_id, ref)
    select s.connector_id, 'status:' || (n ->> 'id')
    from given g cross join jira.site s cross join jsonb_array_elements(g.statuses) n cross join jsonb_array_elements(s.statuses) o
    where s.connector_id = :#${variable.connectorId}::text and o ->> 'id' = n ->> 'id' and o ->> 'category' <> n ->> 'category'
    order by 2
    on conflict (connector_id, ref) do update set after_id = 0, marked_at = excluded.marked_at
)
select (select site from before)

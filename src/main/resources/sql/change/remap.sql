-- fan-out-named: keeps what a mapping makes of names that are others now, where nothing else was written meanwhile; points follow states.
-- Where what is stored does not suffice (no fields), the inbox reads the issue.
with given as materialized (
    select * from jsonb_to_recordset(:#${variable.remap.changed.toString}::jsonb) as g("jiraId" bigint, before jsonb, fields jsonb)
), locked as materialized (
    select i.connector_id, i.jira_id, g.fields from given g join jira.item i on i.connector_id = :#${variable.connectorId}::text and i.jira_id = g."jiraId"
    where i.fields = g.before and g.fields is not null order by i.jira_id for update of i
), kept as (
    update jira.item i set fields = l.fields, last_sync = now()
    from locked l where i.connector_id = l.connector_id and i.jira_id = l.jira_id
    returning i.refs
), due as (
    insert into jira.points_due (connector_id, sprint_id, due_at)
    select s.connector_id, s.jira_id, now() from jira.sprint s
    where s.connector_id = :#${variable.connectorId}::text and s.state = 'active' and 'sprint:' || s.jira_id in (select unnest(refs) from kept)
    order by s.jira_id
    on conflict (connector_id, sprint_id) do update set due_at = least(points_due.due_at, excluded.due_at), changed_at = excluded.changed_at
)
insert into jira.delivery (connector_id, identifier, event, issue_id)
select :#${variable.connectorId}::text, 'reread:' || "jiraId" || ':' || gen_random_uuid(), 'reread', "jiraId" from given where fields is null

-- mapping-switched: the points of every active sprint are summed again, perhaps by another field; a running sum began with the old one.
insert into jira.points_due as d (connector_id, sprint_id, due_at, changed_at)
select s.connector_id, s.jira_id, now(), '-infinity' from jira.sprint s
where s.connector_id = :#${variable.connectorId}::text and s.state = 'active'
order by s.jira_id
on conflict (connector_id, sprint_id) do update set due_at = excluded.due_at, changed_at = now()

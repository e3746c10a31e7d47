-- sprint-points: keeps an active sprint's planned and completed points, and which mapping they are by. Points are shown, and told
-- of, as long as the sprint is active. A row that was read before the sprints of issues were is told apart here: by it the sum follows
-- the issue out of the sprint. What was read a moment ago knows better than Jira's index.
with members as materialized (
    select i.jira_id from unnest(string_to_array(:#${variable.walk.members}::text, ',')::bigint[]) m(id) cross join lateral (
        select jira_id from jira.item k
        where k.connector_id = :#${variable.connectorId}::text and k.jira_id = m.id and k.observed_at < now() - interval '2 minutes'
          and not k.refs @> array['sprint:' || :#${variable.part.id}::text] for update) i
), noted as (
    update jira.item i
    set refs = array(select ref from unnest(i.refs || ('sprint:' || :#${variable.part.id}::text)) ref order by ref collate "C")
    from members m where i.connector_id = :#${variable.connectorId}::text and i.jira_id = m.jira_id
), kept as (
    update jira.sprint
    set planned_points = :#${variable.walk.planned}::numeric, completed_points = :#${variable.walk.completed}::numeric,
        mapping_version = :#${variable.context.mappingVersion}::text, last_sync = now()
    where connector_id = :#${variable.connectorId}::text and jira_id = :#${variable.part.id}::bigint
      and (planned_points, completed_points) is distinct from (:#${variable.walk.planned}::numeric, :#${variable.walk.completed}::numeric)
    returning connector_id, jira_id, state
)
insert into jira.entity_change (connector_id, entity, jira_id, action)
select connector_id, 'sprint', jira_id, 'updated' from kept where state = 'active'

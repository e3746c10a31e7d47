-- mapping-learn: keeps what the keys of the active mapping stand for, unless it was changed meanwhile. An item of another version has not
-- told its names yet: of several things with one name, some would be missed for good.
update jira.mapping_version m set mapping = :#${body.json}::jsonb
where m.connector_id = :#${variable.connectorId}::text and m.active and m.mapping = :#${variable.mapping.json}::jsonb
  and m.mapping <> :#${body.json}::jsonb
  and not exists (
    select from jira.item i
    where i.entity in ('project', 'story') and i.connector_id = m.connector_id and i.mapping_version <> m.id)

-- trial-diff: the versions that are to be compared, those that there are, by id.
select coalesce(json_object_agg(m.id, m.mapping), '{}')::text
from jira.mapping_version m
where m.connector_id = :#${variable.connectorId}::text
  and m.id in (select jsonb_array_elements_text(:#${variable.trial.versions}::jsonb))

-- page-write: what is in the copy again has no tombstone any more.
delete from jira.tombstone
where connector_id = :#${variable.page.connectorId}::text
  and jira_id = any (string_to_array(:#${variable.kept.restored}::text, ',')::bigint[])

-- page-failures: what can be mapped again is no failure any more.
delete from jira.dead_letter
where connector_id = :#${variable.page.connectorId}::text
  and entity = 'issue' and jira_id = any (string_to_array(:#${variable.kept.repaired}::text, ','))

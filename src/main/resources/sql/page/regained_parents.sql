-- page-follow-ups: issues that have a parent again, or were changed since they lost it: nothing is to be asked about them.
delete from jira.parentless
where connector_id = :#${variable.page.connectorId}::text
  and jira_id = any (string_to_array(:#${variable.kept.regainedParents}::text, ',')::bigint[])

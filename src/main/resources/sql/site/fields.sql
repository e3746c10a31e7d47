-- mapping-save: the fields of the site as they were last seen.
select fields::text from jira.site where connector_id = :#${variable.connectorId}::text

-- field-list: the list of fields that was remembered for the same request, while it may be shown.
select fields from jira.field_sample
where connector_id = :#${variable.connectorId}::text and request_digest = :#${variable.sampleKey}::text and expires_at > now()

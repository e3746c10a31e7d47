-- dead-letter-dimensions: the next version or sprint that this replay has not come to; no row at the end.
select json_build_object('entity', entity, 'jiraId', jira_id)::text from jira.dead_letter
where connector_id = :#${variable.connectorId}::text and replay_job = :#${variable.job.id}::text and entity in ('version', 'sprint')
order by entity, jira_id limit 1

-- job-check: the next ids to be asked for by id.
select coalesce(json_agg(jira_id), '[]')::text from (
    select jira_id from jira.to_check
    where connector_id = :#${variable.connectorId}::text and job_id = :#${variable.job.id}::text and verdict is null
    order by jira_id limit :#${variable.context.readLimit}::int) s

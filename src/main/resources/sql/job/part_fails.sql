-- job-part: whether another part of its kind failed until the last try in this job already, so that this one is asked for as briefly as if
-- somebody waited: a hundred boards that fail would hold up deletions for an hour.
-- optional: job
select exists (
    select from jira.job j, jsonb_array_elements(coalesce(j.context -> 'incomplete', '[]')) i
    where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text
      and i ->> 'code' = :#${variable.part.code}::text and (i ->> 'lasting')::boolean)

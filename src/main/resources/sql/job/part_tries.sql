-- job-part: whether the part is asked for as briefly as if somebody waited, because nobody misses it, or one of its kind failed
-- until the last try in this job already: a hundred boards that fail would hold up deletions for an hour.
-- optional: job
select case when :#${variable.interactiveBefore}::text <> 'false' then :#${variable.interactiveBefore}::text
    when :#${variable.part.code}::text = '' or exists (
    select from jira.job j, jsonb_array_elements(coalesce(j.context -> 'incomplete', '[]')) i
    where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text
      and i ->> 'code' = :#${variable.part.code}::text and (i ->> 'lasting')::boolean) then 'true' else 'false' end

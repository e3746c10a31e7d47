-- page-follow-ups: who shows a reference that was deleted, or an issue that moved, and who is below an issue that became something else, is
-- read again by id: by the job, also what it read before, and after a webhook by the inbox. One look by the index for each (offset 0),
-- whatever the statistics say.
-- optional: traceparent
with shown as materialized (
    select c.jira_id from jsonb_array_elements_text(:#${variable.kept.refsToRecheck}::jsonb) r(ref) cross join lateral (
        select jira_id from jira.item where connector_id = :#${variable.page.connectorId}::text and refs @> array[r.ref] offset 0) c
    where c.jira_id <> all (string_to_array(:#${variable.page.ids}::text, ',')::bigint[])
    union
    select c.jira_id from unnest(string_to_array(:#${variable.kept.retyped}::text, ',')::bigint[]) p(id) cross join lateral (
        select jira_id from jira.item
        where connector_id = :#${variable.page.connectorId}::text and fields -> 'parent' ->> 'jiraId' = p.id::text offset 0) c
    where c.jira_id <> all (string_to_array(:#${variable.page.ids}::text, ',')::bigint[])
), by_job as (
    insert into jira.to_check as s (connector_id, job_id, jira_id, reason)
    select :#${variable.page.connectorId}::text, :#${variable.page.job.id}::text, jira_id, 'renamed' from shown
    where :#${variable.page.ofJob}::boolean
    order by jira_id
    on conflict (connector_id, job_id, jira_id) do update set verdict = null, reason = excluded.reason where s.verdict is not null
)
insert into jira.delivery (connector_id, identifier, event, issue_id, traceparent)
select :#${variable.page.connectorId}::text, 'reread:' || jira_id || ':' || gen_random_uuid(), 'reread', jira_id, :#${variable.traceparent}::text
from shown where not :#${variable.page.ofJob}::boolean

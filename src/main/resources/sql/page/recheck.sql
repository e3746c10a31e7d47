-- page-follow-ups: the job reads again by id who shows a reference that was deleted, or an issue that moved, and who is below an issue
-- that became something else; also what it read before. One look by the index for each (offset 0), whatever the statistics say.
insert into jira.to_check as s (connector_id, job_id, jira_id, reason)
select :#${variable.page.connectorId}::text, :#${variable.page.jobId}::text, jira_id, 'renamed'
from (
    select c.jira_id from jsonb_array_elements_text(:#${variable.kept.refsToRecheck}::jsonb) r(ref) cross join lateral (
        select jira_id from jira.item where connector_id = :#${variable.page.connectorId}::text and refs @> array[r.ref] offset 0) c
    union
    select c.jira_id from unnest(string_to_array(:#${variable.kept.retyped}::text, ',')::bigint[]) p(id) cross join lateral (
        select jira_id from jira.item
        where connector_id = :#${variable.page.connectorId}::text and fields -> 'parent' ->> 'jiraId' = p.id::text offset 0) c) c
where jira_id <> all (string_to_array(:#${variable.page.ids}::text, ',')::bigint[])
order by jira_id
on conflict (connector_id, job_id, jira_id) do update set verdict = null, reason = excluded.reason where s.verdict is not null

-- page-follow-ups: after a webhook the inbox reads again by id who shows an issue that moved, or is below one that became something else.
-- optional: traceparent
insert into jira.delivery (connector_id, identifier, event, issue_id, traceparent)
select :#${variable.page.connectorId}::text, 'reread:' || jira_id || ':' || gen_random_uuid(), 'reread', jira_id, :#${variable.traceparent}::text
from (
    select c.jira_id from jsonb_array_elements_text(:#${variable.kept.movedRefs}::jsonb) r(ref) cross join lateral (
        select jira_id from jira.item where connector_id = :#${variable.page.connectorId}::text and refs @> array[r.ref] offset 0) c
    union
    select c.jira_id from unnest(string_to_array(:#${variable.kept.retyped}::text, ',')::bigint[]) p(id) cross join lateral (
        select jira_id from jira.item
        where connector_id = :#${variable.page.connectorId}::text and fields -> 'parent' ->> 'jiraId' = p.id::text offset 0) c) c
where jira_id <> all (string_to_array(:#${variable.page.ids}::text, ',')::bigint[])

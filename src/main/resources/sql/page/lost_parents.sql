-- page-follow-ups: issues that lost their parent without a change of their own. Jira's index may be behind: a reconcile reads them by id. Not
-- where the parent was deleted: that is the reason.
insert into jira.parentless (connector_id, jira_id)
select :#${variable.page.connectorId}::text, l."jiraId"
from jsonb_to_recordset(:#${variable.kept.lostParents}::jsonb) as l("jiraId" bigint, parent bigint)
where not exists (
    select from jira.tombstone t
    where t.connector_id = :#${variable.page.connectorId}::text and t.jira_id = l.parent and t.verdict = 'deleted' offset 0)
order by l."jiraId"
on conflict do nothing

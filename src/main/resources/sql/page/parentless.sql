-- page-follow-ups: issues that lost their parent without a change of their own. Jira's index may be behind: a reconcile reads them by id. Not
-- where the parent was deleted: that is the reason. About those that have a parent again, or were changed since, nothing is to be asked.
with regained as (
    delete from jira.parentless
    where connector_id = :#${variable.page.connectorId}::text
      and jira_id = any (string_to_array(:#${variable.kept.regainedParents}::text, ',')::bigint[])
)
insert into jira.parentless (connector_id, jira_id)
select :#${variable.page.connectorId}::text, l."jiraId"
from jsonb_to_recordset(:#${variable.kept.lostParents}::jsonb) as l("jiraId" bigint, parent bigint)
where not exists (
    select from jira.tombstone t
    where t.connector_id = :#${variable.page.connectorId}::text and t.jira_id = l.parent and t.verdict = 'deleted' offset 0)
order by l."jiraId"
on conflict do nothing

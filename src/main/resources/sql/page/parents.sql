-- page-write: issues that others show with another key than theirs, or without an id, as their parent's; the fan-out tells of those.
insert into jira.fanout (connector_id, ref)
select :#${variable.page.connectorId}::text, r.ref
from jsonb_to_recordset(:#${variable.kept.parents}::jsonb) as p("jiraId" bigint, "jiraKey" text, moved boolean)
cross join lateral (values ('issue:' || p."jiraId"), ('key:' || p."jiraKey")) r(ref)
where p.moved or jira.shown_otherwise(:#${variable.page.connectorId}::text, p."jiraId", p."jiraKey")
order by r.ref
on conflict (connector_id, ref) do update set after_id = 0, marked_at = excluded.marked_at

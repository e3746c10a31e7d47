-- page-keep: the people that the page's issues show, as they were seen last; rows that are right are left alone, one look by the key for
-- each (offset 0).
insert into jira.jira_user as u (connector_id, account_id, display_name, email, active, account_type, observed_at, source, mapping_version)
select :#${variable.page.connectorId}::text, g."accountId", g."displayName", g.email, g.active, g."accountType", g."observedAt", g.source,
    :#${variable.page.mappingVersion}::text
from jsonb_to_recordset(:#${variable.page.users.toString}::jsonb) as g(
    "accountId" text, "observedAt" timestamptz, "displayName" text, email text, active boolean, "accountType" text, source jsonb)
where not exists (
    select from jira.jira_user o
    where o.connector_id = :#${variable.page.connectorId}::text and o.account_id = g."accountId" and o.display_name = g."displayName"
      and o.active = g.active and coalesce(g.email, o.email) is not distinct from o.email offset 0)
order by g."accountId"
on conflict (connector_id, account_id) do update
set display_name = excluded.display_name, email = coalesce(excluded.email, u.email), active = excluded.active,
    account_type = excluded.account_type, observed_at = excluded.observed_at,
    source = excluded.source, last_sync = excluded.last_sync, mapping_version = excluded.mapping_version
where excluded.observed_at >= u.observed_at

-- job-users: people as Jira has them now; rows that are right are left alone.
update jira.jira_user u
set display_name = g."displayName", email = coalesce(g.email, u.email), active = g.active, account_type = g."accountType", observed_at = now()
from jsonb_to_recordset(:#${body}::jsonb) as g("accountId" text, "displayName" text, email text, active boolean, "accountType" text)
where u.connector_id = :#${variable.connectorId}::text and u.account_id = g."accountId"
  and (u.display_name, u.email, u.active, u.account_type) is distinct from (g."displayName", coalesce(g.email, u.email), g.active, g."accountType")

-- job-users-page, drain-apply-others: people as Jira has them now; rows that are right are left alone. An event says nothing of emails; whoever was read and
-- has none hides it, or is a former user. What was seen later stays: deliveries come late and out of order.
-- optional: job
update jira.jira_user u
set display_name = g."displayName", email = g.known_email, active = g.active, account_type = g."accountType", observed_at = g."observedAt",
    source = coalesce(g.source, j.source), last_sync = now(), mapping_version = jira.active_mapping(u.connector_id)
from (
    select distinct on (p."accountId") p.*, case when p.read then p.email else coalesce(p.email, o.email) end as known_email
    from jsonb_to_recordset(:#${body}::jsonb) as p("accountId" text, "observedAt" timestamptz, "displayName" text, email text, active boolean, "accountType" text, read boolean, source jsonb)
    join jira.jira_user o on o.connector_id = :#${variable.connectorId}::text and o.account_id = p."accountId"
    order by p."accountId", p."observedAt" desc) g
left join (
    select jsonb_build_object('via', kind, 'jobId', id) as source from jira.job
    where connector_id = :#${variable.connectorId}::text and id = :#${variable.job.id}::text) j on true
where u.connector_id = :#${variable.connectorId}::text and u.account_id = g."accountId"
  and coalesce(g.source, j.source) is not null and u.observed_at <= g."observedAt"
  and ((u.display_name, u.email, u.active, u.account_type) is distinct from (g."displayName", g.known_email, g.active, g."accountType")
       or u.source = '{}')

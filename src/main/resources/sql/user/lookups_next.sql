-- user-discovery-lookups: Zenem's users who have no account yet, to be looked for in Jira by email, as many as one job may ask for; those who
-- waited longest first.
select z.email from jira.zenem_user z
where z.connector_id = :#${variable.connectorId}::text and (z.asked_at is null or z.asked_at < :#${variable.job.startedAt.toString}::timestamptz)
  and not exists (select from jira.jira_user u where u.connector_id = z.connector_id and u.zenem_email = z.email)
  and not exists (select from jira.user_mapping m where m.connector_id = z.connector_id and m.zenem_email = z.email)
  -- who may not see users finds nobody, which says nothing
  and not exists (select from jira.job j where j.connector_id = z.connector_id and j.id = :#${variable.job.id}::text
                  and j.context -> 'incomplete' @> '[{"kind": "user-list"}]')
order by z.asked_at nulls first, z.email
limit (select greatest(0, :#${properties:connector.users.lookups}::int - (select count(*) from jira.zenem_user o
                                    where o.connector_id = :#${variable.connectorId}::text and o.asked_at >= :#${variable.job.startedAt.toString}::timestamptz)))

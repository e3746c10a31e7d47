-- connector-find, jira-exchange-wanted: one connector with what a call to Jira needs.
-- optional: job
select c.id, c.base_url, c.auth_type, c.credentials, c.auth_public ->> 'clientId' as client_id, s.account ->> 'timeZone' as account_zone,
       o.cloud_id, o.access_token, o.refresh_token is not null as authorized, o.problem, coalesce(o.generation, 0) as generation,
       coalesce(extract(epoch from o.access_expires_at - now()), 0)::bigint as seconds_left,
       coalesce(extract(epoch from now() - o.refreshed_at), 0)::bigint as seconds_old,
       -- the job that makes the call, if it is one that does
       exists (select from jira.job j where j.connector_id = c.id and j.id = :#${variable.job.id}::text and j.cancel_requested) as cancelled
from jira.connector c left join jira.oauth o on o.connector_id = c.id
    left join jira.site s on s.connector_id = c.id
where c.id = :#${variable.connectorId}::text and c.deleted_at is null

-- oauth-renew: Atlassian refuses; nobody asks again until an admin repairs it. A dead grant is forgotten.
with refused as (
    update jira.oauth
    set problem = :#${body.message}::text, access_token = null, access_expires_at = null,
        refresh_token = case when :#${body.grantIsDead}::boolean then null else refresh_token end,
        generation = generation + 1
    where connector_id = :#${variable.connectorId}::text and generation = :#${variable.connector.generation}::int
      and exists (select from jira.lease l where l.name = :#${variable.tokenLease.name}::text and l.fence = :#${variable.tokenLease.fence}::bigint)
    returning connector_id, problem
), told as (
    insert into jira.connection_health as h (connector_id, last_error_at, http_status, error_code, message)
    select connector_id, now(), :#${body.status}::int, 'AUTHORIZATION_NEEDED', problem from refused
    on conflict (connector_id) do update
    set last_error_at = excluded.last_error_at, http_status = excluded.http_status, error_code = excluded.error_code, message = excluded.message
)
insert into jira.log_entry (connector_id, level, code, message)
select connector_id, 'ERROR', 'AUTHORIZATION_NEEDED', problem from refused

-- oauth-renew: Atlassian refuses; nobody asks again until an admin mends it. A dead grant is forgotten.
with refused as (
    update jira.oauth
    set problem = :#${variable.tokenRefusal.message}::text, access_token = null, access_expires_at = null,
        refresh_token = case when :#${variable.tokenRefusal.grantIsDead}::boolean then null else refresh_token end,
        generation = generation + 1, refresher = null, refresh_until = null
    where connector_id = :#${variable.connectorId}::text and refresher = :#${variable.tokenLease.owner}::text
    returning connector_id, problem
)
insert into jira.log_entry (connector_id, level, code, message)
select connector_id, 'ERROR', 'AUTHORIZATION_NEEDED', problem from refused

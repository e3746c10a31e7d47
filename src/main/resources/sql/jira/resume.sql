-- connector-test: Jira answers, so the wait that it cannot have meant is over, and what was put off goes on.
with over as (
    update jira.connection_health set paused_until = null where connector_id = :#${variable.connectorId}::text returning connector_id
), jobs as (
    update jira.job j set run_after = now() from over
    where j.connector_id = over.connector_id and j.status = 'RUNNING' and not jira.leased(j) and j.run_after > now()
), deliveries as (
    update jira.delivery d set run_after = now() from over
    where d.connector_id = over.connector_id and d.outcome is null and d.run_after > now()
)
-- an inbox that was put off is leased to nobody
delete from jira.lease l using over where l.name = 'inbox:' || over.connector_id and l.owner = ''

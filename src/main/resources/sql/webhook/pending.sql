-- webhook-drain: the connectors that have deliveries to be applied now.
select distinct connector_id as id from jira.delivery
where outcome is null and run_after <= now() and (lease_until is null or lease_until < now())

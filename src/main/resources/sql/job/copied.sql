-- job-plan: how many items the copy has, about as many as the census will name.
select coalesce(sum(n.items), 0) from jira.item_number n
where n.connector_id = :#${variable.connectorId}::text and n.week = 'infinity'

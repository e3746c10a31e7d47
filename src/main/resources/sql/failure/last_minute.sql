-- dead-letter-summary: how many items of which connector failed since this was asked last; null where none did.
select string_agg(format('%s of %s', failed, connector_id), ', ' order by connector_id)
from (
    select d.connector_id, count(*) as failed
    from jira.connector c join jira.dead_letter d on d.connector_id = c.id
        and d.last_at > now() - make_interval(secs => :#${properties:connector.failed-items.period-ms}::int / 1000.0)
    group by d.connector_id) of_connectors

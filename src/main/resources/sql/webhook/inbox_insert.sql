-- The inbox writer and the topic's reader: makes a group of deliveries durable in one commit. Parameters: connector ids, identifiers, bodies,
-- contexts of traces, and when they were received where that is not now.
-- A repeated delivery is counted, in the group as well as against the inbox. Deliveries for a connector that was removed
-- meanwhile are dropped; its lock keeps it from being removed in between. Rows are written in one order everywhere, so that
-- two groups with the same deliveries wait for each other and do not deadlock.
with given as (
    select connector_id, identifier, body, traceparent, coalesce(least(received_at, clock_timestamp()), clock_timestamp()) as received_at,
           row_number() over twins as nth,
           count(*) over (partition by connector_id, identifier) - 1 as duplicates
    from unnest(?::text[], ?::text[], ?::bytea[], ?::text[], ?::timestamptz[]) with ordinality
        as g(connector_id, identifier, body, traceparent, received_at, position)
    window twins as (partition by connector_id, identifier order by position)
), known as (
    select id from jira.connector
    where id in (select connector_id from given) and deleted_at is null
    for key share
)
insert into jira.delivery (connector_id, identifier, body, duplicates, traceparent, received_at)
select g.connector_id, g.identifier, g.body, g.duplicates, nullif(g.traceparent, ''), g.received_at
from given g join known k on k.id = g.connector_id
where g.nth = 1
order by g.connector_id, g.identifier
on conflict (connector_id, identifier) do update
    set duplicates = jira.delivery.duplicates + excluded.duplicates + 1

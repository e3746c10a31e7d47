-- fan-out: tells of some of the items that show a reference, in the order of their ids, and whether there may be more.
with due as materialized (
    -- with the connector: one that is just being removed takes its items along and must not wait for us
    select f.connector_id, f.ref, f.after_id from jira.fanout f join jira.connector c on c.id = f.connector_id
    where f.connector_id = :#${variable.connectorId}::text and f.ref = :#${variable.mark[ref]}::text
      -- what became another one meanwhile may have to be mapped again before
      and f.marked_at = :#${variable.mark[marked_at]}::timestamptz
    for update of f skip locked for key share of c skip locked
), found as materialized (
    select i.connector_id, i.jira_id, i.entity from due d cross join lateral (
        -- by the index of references: offset 0, so that nobody walks through all items by their ids
        select i.* from (
            select i.connector_id, i.jira_id, i.entity from jira.item i
            where i.connector_id = d.connector_id and i.refs @> array[d.ref] and i.jira_id > d.after_id offset 0) i
        order by i.jira_id limit :#${properties:connector.changes.fan-out}::int) i
), events as (
    insert into jira.entity_change (connector_id, entity, jira_id, action)
    select connector_id, entity, jira_id, 'updated' from found order by jira_id
), reached as (
    select max(jira_id) as last, count(*) = :#${properties:connector.changes.fan-out}::int as more from found
), moved as (
    update jira.fanout f set after_id = r.last from due d, reached r where r.more and f.connector_id = d.connector_id and f.ref = d.ref
), done as (
    delete from jira.fanout f using due d, reached r where not r.more and f.connector_id = d.connector_id and f.ref = d.ref
)
select more from reached

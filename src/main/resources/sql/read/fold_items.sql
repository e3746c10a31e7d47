-- counts-fold: sums slips of items up into the counts, a portion at a time. A connector that is just being removed takes its own along.
with taken as (
    delete from jira.item_slip s
    where s.ctid = any (array(
        select n.ctid from jira.item_slip n join jira.connector c on c.id = n.connector_id
        limit 20000 for update of n skip locked for key share of c skip locked))
    returning s.*
), summed as (
    insert into jira.item_count as c (connector_id, entity, week, status, block, mapping_version, items)
    select t.connector_id, t.entity, f.week, t.status, f.block, t.mapping_version, sum(t.items)
    from taken t cross join lateral jira.folded(t.week, t.block) f
    group by 1, 2, 3, 4, 5, 6 having sum(t.items) <> 0 order by 1, 2, 3, 4, 5, 6
    on conflict (connector_id, entity, week, status, block, mapping_version) do update set items = c.items + excluded.items
)
select count(*) from taken

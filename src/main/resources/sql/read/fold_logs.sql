-- counts-fold: sums slips of log entries up into the counts, as fold_items.sql does.
with taken as (
    delete from jira.log_slip s
    where s.ctid = any (array(
        select n.ctid from jira.log_slip n join jira.connector c on c.id = n.connector_id
        limit 20000 for update of n skip locked for key share of c skip locked))
    returning s.*
), summed as (
    insert into jira.log_count as c (connector_id, hour, level, code, job_id, entries)
    select connector_id, hour, level, code, job_id, sum(entries) from taken
    group by 1, 2, 3, 4, 5 having sum(entries) <> 0 order by 1, 2, 3, 4, 5
    on conflict (connector_id, hour, level, code, job_id) do update set entries = c.entries + excluded.entries
)
select count(*) from taken

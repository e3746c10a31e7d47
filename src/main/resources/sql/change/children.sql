-- children-tell: tells of what shows another key as its parent's now, or its id for the first time; some parents and some of their
-- children at a time.
with due as materialized (
    -- with the connector: one that is just being removed takes its items along and must not wait for us
    select p.connector_id, p.jira_id, p.after_id from jira.parent_change p join jira.connector c on c.id = p.connector_id
    order by p.connector_id, p.jira_id limit 100 for update of p skip locked for key share of c skip locked
), found as materialized (
    select d.connector_id, d.jira_id as parent_id, i.jira_id, i.entity
    from due d cross join lateral (
        select * from (
            (select c.jira_id, c.entity from jira.item c
             where c.connector_id = d.connector_id and c.fields -> 'parent' ->> 'jiraId' = d.jira_id::text and c.jira_id > d.after_id
             order by c.jira_id limit 500)
            union all
            -- children that know no more than the key
            (select c.jira_id, c.entity from jira.item p
             join jira.item c on c.connector_id = p.connector_id and c.fields -> 'parent' ->> 'jiraKey' = p.jira_key
             where p.connector_id = d.connector_id and p.jira_id = d.jira_id and c.fields -> 'parent' ->> 'jiraId' is null
               and c.jira_id > d.after_id
             order by c.jira_id limit 500)) o
        order by jira_id limit 500) i
), told as (
    insert into jira.entity_change (connector_id, entity, jira_id, action)
    select distinct connector_id, entity, jira_id, 'updated' from found order by connector_id, jira_id
), reached as (
    select d.connector_id, d.jira_id, max(f.jira_id) as last, count(f.jira_id) = 500 as more
    from due d left join found f on f.connector_id = d.connector_id and f.parent_id = d.jira_id group by 1, 2
), moved as (
    update jira.parent_change p set after_id = r.last from reached r
    where r.more and p.connector_id = r.connector_id and p.jira_id = r.jira_id
), done as (
    delete from jira.parent_change p using reached r
    where not r.more and p.connector_id = r.connector_id and p.jira_id = r.jira_id
)
select count(*) from due

-- users-tell: tells of the items of people whose name or mapping changed, some people and some of their items at a time.
with due as materialized (
    -- with the connector: one that is just being removed takes its people along and must not wait for us
    select u.connector_id, u.account_id, u.after_id from jira.user_change u join jira.connector c on c.id = u.connector_id
    order by u.connector_id, u.account_id limit 100 for update of u skip locked for key share of c skip locked
), found as materialized (
    select d.connector_id, d.account_id, i.jira_id, i.entity
    from due d cross join lateral (
        select * from (
            (select jira_id, entity from jira.item where connector_id = d.connector_id
                and fields -> 'assignee' ->> 'accountId' = d.account_id and jira_id > d.after_id order by jira_id limit 500)
            union
            (select jira_id, entity from jira.item where connector_id = d.connector_id
                and fields -> 'reporter' ->> 'accountId' = d.account_id and jira_id > d.after_id order by jira_id limit 500)
            union
            (select jira_id, entity from jira.item where connector_id = d.connector_id
                and fields -> 'owner' ->> 'accountId' = d.account_id and jira_id > d.after_id order by jira_id limit 500)) o
        order by jira_id limit 500) i
), told as (
    insert into jira.entity_change (connector_id, entity, jira_id, action)
    select distinct connector_id, entity, jira_id, 'updated' from found order by connector_id, jira_id
), reached as (
    select d.connector_id, d.account_id, max(f.jira_id) as last, count(f.jira_id) = 500 as more
    from due d left join found f on f.connector_id = d.connector_id and f.account_id = d.account_id group by 1, 2
), moved as (
    update jira.user_change c set after_id = r.last from reached r
    where r.more and c.connector_id = r.connector_id and c.account_id = r.account_id
), done as (
    delete from jira.user_change c using reached r
    where not r.more and c.connector_id = r.connector_id and c.account_id = r.account_id
)
select count(*) from due

-- project-list, story-list: a page of items by Jira id.
with asked as materialized (
    select * from jsonb_to_record(:#${variable.filter}::jsonb) as f(entity text, key text, status text, "updatedSince" timestamptz)
)
select jira.page_json(
    (select json_agg(jira.item_json(i) order by i.jira_id) from (
        select i.* from jira.item i, asked a
        where i.connector_id = :#${variable.connectorId}::text and i.entity = a.entity
          and (a.key is null or i.jira_key = a.key) and (a.status is null or i.fields ->> 'status' = a.status)
          and (a."updatedSince" is null or i.updated >= a."updatedSince")
        order by i.jira_id limit :#${variable.size}::int offset :#${variable.page}::bigint * :#${variable.size}::int) i),
    :#${variable.page}::int, :#${variable.size}::int,
    (select count(*) from jira.item i, asked a
     where i.connector_id = :#${variable.connectorId}::text and i.entity = a.entity
       and (a.key is null or i.jira_key = a.key) and (a.status is null or i.fields ->> 'status' = a.status)
       and (a."updatedSince" is null or i.updated >= a."updatedSince")))::text

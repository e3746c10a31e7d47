-- change-batch: the oldest changes, each with the entity as it is now (null when it is gone).
select c.id, json_build_object('connectorId', c.connector_id, 'entity', c.entity, 'jiraId', coalesce(c.jira_id::text, c.account_id), 'action', c.action,
    'at', jira.wire(c.at), 'item', case when c.entity in ('project', 'story') then (
        select to_json(jira.item_json(i)) from jira.item i where i.connector_id = c.connector_id and i.jira_id = c.jira_id)
    when c.entity = 'release' then (
        select jira.release_json(r) from jira.release r where r.connector_id = c.connector_id and r.jira_id = c.jira_id)
    when c.entity = 'user' then (
        select jira.user_json(u, i.items, jira.user_source(u, k.base_url, k.auth_type))
        from jira.jira_user u join jira.connector k on k.id = u.connector_id
        left join jira.user_items i on i.connector_id = u.connector_id and i.account_id = u.account_id
        where u.connector_id = c.connector_id and u.account_id = c.account_id)
    else (select jira.sprint_json(s) from jira.sprint s where s.connector_id = c.connector_id and s.jira_id = c.jira_id) end)::text as change
from (select * from jira.entity_change order by id limit 200) c order by c.id

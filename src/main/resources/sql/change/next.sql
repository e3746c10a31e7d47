-- change-batch: the oldest changes of a connector while its outbox is still ours, each with the entity as it is now (null when it is
-- gone, and a snapshot says deleted then). An entity that waits after a refusal holds back its later changes and no others.
-- Ordered by (+id), which only entity_change_oldest can.
with ours as materialized (
    update jira.lease set until = now() + make_interval(secs => :#${properties:connector.lease.seconds}::int)
    where name = :#${variable.lease.name}::text and fence = :#${variable.lease.fence}::bigint
    returning name
), oldest as (
    select e.*, coalesce(e.jira_id::text, e.account_id) as entity_id
    from jira.entity_change e
    where exists (select from ours) and e.connector_id = :#${variable.connectorId}::text and e.due_at <= now()
      and not exists (
        select from jira.entity_change w
        where w.connector_id = e.connector_id and w.entity = e.entity
          and coalesce(w.jira_id::text, w.account_id) = coalesce(e.jira_id::text, e.account_id)
          and w.id < e.id and w.tries > 0 and w.due_at > now())
    order by +e.id limit :#${properties:connector.changes.batch}::int
)
select c.id, c.entity, c.entity_id, c.traceparent, json_build_object('changeId', c.id::text, 'connectorId', c.connector_id, 'entity', c.entity,
    'jiraId', c.entity_id, 'action', case when c.action = 'snapshot' and i.item is null then 'deleted' else c.action end,
    'at', jira.wire(c.at), 'item', i.item)::text as change
from oldest c cross join lateral (select case when c.entity in ('project', 'story') then (
        select to_json(a.answer) from jira.item i cross join jira.item_answer(i) a
        where i.connector_id = c.connector_id and i.jira_id = c.jira_id)
    when c.entity = 'release' then (
        select jira.release_json(r) from jira.release r where r.connector_id = c.connector_id and r.jira_id = c.jira_id)
    when c.entity = 'user' then (
        select jira.user_json(u, i.items, jira.user_source(u, k.base_url, k.auth_type))
        from jira.jira_user u join jira.connector k on k.id = u.connector_id
        cross join lateral jira.items_of(u.connector_id, u.account_id) i
        where u.connector_id = c.connector_id and u.account_id = c.account_id)
    else (select jira.sprint_json(s) from jira.sprint s where s.connector_id = c.connector_id and s.jira_id = c.jira_id) end as item offset 0) i
order by c.id

-- drain-batch: writes what became of each delivery into the ledger and the metrics; its body is not kept any longer. Of an issue that is gone
-- the tombstone knows the project.
with finished as (
    update jira.delivery d
    set outcome = g.outcome, event = coalesce(nullif(g.event, ''), d.event), reason = nullif(g.reason, ''), finished_at = now(), body = null,
        issue_id = coalesce(d.issue_id, nullif(g."issueId", 0)),
        project_id = coalesce(
            (select i.project_id from jira.item i where i.connector_id = d.connector_id and i.jira_id = g."issueId"),
            (select t.project_id from jira.tombstone t where t.connector_id = d.connector_id and t.jira_id = g."issueId"))
    from (select distinct on (o.id) o.* from jsonb_to_recordset(:#${body}::jsonb) as o(id bigint, event text, "issueId" bigint, outcome text, reason text)
          order by o.id, o.outcome) g
    where d.id = g.id and d.outcome is null
    returning d.connector_id, d.event, d.outcome, d.finished_at - d.received_at as took
)
select jira.add_metrics(n.connector_id, now(), n.names, n.amounts) as added
from (
    select c.connector_id, array_agg(c.name) as names, array_agg(c.amount) as amounts
    from (select f.connector_id, m.name, count(*) as amount from finished f, unnest(jira.delivery_metrics(f.outcome, f.took)) as m(name)
          where f.event is distinct from 'reread' group by 1, 2) c
    group by c.connector_id order by c.connector_id) n

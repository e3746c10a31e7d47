-- drain-batch: writes what became of each delivery into the ledger; its body is not kept any longer.
update jira.delivery d
set outcome = g.outcome, event = coalesce(nullif(g.event, ''), d.event), reason = nullif(g.reason, ''), finished_at = now(), body = null,
    issue_id = coalesce(d.issue_id, nullif(g."issueId", 0))
from (select distinct on (o.id) o.* from jsonb_to_recordset(:#${variable.outcomes}::jsonb) as o(id bigint, event text, "issueId" bigint, outcome text, reason text)
      order by o.id, o.outcome) g
where d.id = g.id and d.outcome is null

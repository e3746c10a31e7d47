-- job-index-wait: how long this reconcile waits for Jira's index, and the newest issues that webhooks reported within the longest wait
-- before it was asked for: the search has to show them as they were reported.
with run as (
    select j.connector_id, greatest(j.created_at, j.started_at) as asked_at, coalesce((j.context ->> 'indexLate')::boolean, false) as late
    from jira.job j where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text
), reported as (
    select d.issue_id, max(d.received_at) as received_at
    from jira.delivery d join run r on r.connector_id = d.connector_id
    where d.outcome = 'applied' and d.event is distinct from 'reread' and d.received_at <= r.asked_at
      and d.received_at > r.asked_at - make_interval(secs => :#${properties:connector.job.index-wait-max-seconds}::int)
    group by d.issue_id order by 2 desc limit 20
)
select json_build_object('now', extract(epoch from clock_timestamp()) * 1000, 'askedAt', extract(epoch from r.asked_at) * 1000, 'late', r.late, 'waitSeconds', l.wait_seconds, 'fixed', l.fixed_seconds is not null,
    'reported', (select coalesce(json_agg(json_build_object('id', i.jira_id, 'receivedAt', extract(epoch from t.received_at) * 1000,
                 'updatedAt', extract(epoch from i.updated) * 1000)), '[]')
             from reported t join jira.item i on i.connector_id = r.connector_id and i.jira_id = t.issue_id))::text
from run r, jira.index_lag(r.connector_id, :#${properties:connector.job.index-wait-seconds}::int,
    :#${properties:connector.job.index-wait-min-seconds}::int, :#${properties:connector.job.index-wait-max-seconds}::int) l

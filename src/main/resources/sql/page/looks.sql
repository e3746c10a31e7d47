-- page-keep: when the whole scope was looked at. A webhook's body that is older than the last look, or lies in our future, is not believed
-- where it shows what the copy does not have; the margin is for the distance between Jira's clock and ours.
select json_build_object(
    'believedFrom', max(coalesce(finished_at, started_at)) + margin,
    'believedUntil', now() + margin,
    'completedAt', max(started_at) filter (where status = 'COMPLETED' and id <> :#${variable.page.job.id}::text))::text
from make_interval(secs => :#${properties:connector.inbox.clock-margin-seconds}::int) margin
left join jira.job on connector_id = :#${variable.page.connectorId}::text and kind in ('backfill', 'reconcile')
    and (trigger = 'first'
         or (kind = 'reconcile' and request -> 'entities' @> '["epic", "issue"]' and not jsonb_exists(request, 'jql')))
group by margin

-- reconcile-lost: the reconcile that covers what a webhook may have lost: back to when it was last seen to be right, and half a day
-- more, because it may wait in the queue. All of history where that is not known, or was more than a year ago. None before there are a
-- scope and a mapping: the first backfill brings all.
select json_build_object('entities', json_build_array('epic', 'issue', 'sprint', 'version'), 'windowDays',
    coalesce((
        select floor(extract(epoch from now() - w.good_at) / 86400 + 0.5)::int + 1
        -- one that Jira never shows is taken for right until now
        from (select case when mode = 'manual' and c.auth_type = 'oauth2' then now() else good_at end as good_at
              from jira.webhook where connector_id = m.connector_id) w
        where w.good_at > now() - interval '365 days'), 3650))::text
from jira.mapping_version m join jira.connector c on c.id = m.connector_id and c.scope is not null
where m.connector_id = :#${variable.connectorId}::text and m.active

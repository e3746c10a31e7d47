-- webhook-ensure-follow: stores what is wanted from now on; an empty text leaves it as it is. It is sent to Jira even if this instance ends the next
-- moment: whoever takes the lease then finds it due. Deliveries signed with the next secret are accepted beside those of the present one.
insert into jira.webhook as w (connector_id, wanted, mode, next_secret, check_at)
select c.id, g.wanted, case when g.wanted = 'none' then 'none' end, decode(nullif(:#${variable.check.change.encrypted}::text, ''), 'base64'), g.check_at
from jira.connector c, (
    select nullif(:#${variable.check.change.wanted}::text, '') as wanted, now() + make_interval(secs => :#${properties:connector.lease.seconds}::int) as check_at
    where :#${variable.check.change.wanted}::text <> ''
    union all
    select h.wanted, h.check_at from jira.webhook h where h.connector_id = :#${variable.connectorId}::text and :#${variable.check.change.wanted}::text = '') g
where c.id = :#${variable.connectorId}::text and c.deleted_at is null
on conflict (connector_id) do update
set wanted = excluded.wanted, next_secret = coalesce(excluded.next_secret, w.next_secret), check_at = least(w.check_at, excluded.check_at)

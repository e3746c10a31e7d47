-- key-rotation: puts the new ciphertexts in place of the old ones, and only there: what somebody changed meanwhile is newer, and another
-- instance may have done the same.
with renewed as (
    select "connectorId" as connector_id, place, decode(before, 'base64') as before, decode(after, 'base64') as after
    from jsonb_to_recordset(:#${variable.rotation.renewed}::jsonb) as r("connectorId" text, place text, before text, after text)
), of_accounts as (
    update jira.connector c set credentials = r.after from renewed r
    where r.place = 'credentials' and c.id = r.connector_id and c.credentials = r.before
    returning c.id
), of_apps as (
    update jira.oauth o
    set refresh_token = case when o.refresh_token = r.refresh_before then r.refresh_after else o.refresh_token end,
        access_token = case when o.access_token = r.access_before then r.access_after else o.access_token end
    from (
        select connector_id,
            (array_agg(before) filter (where place = 'refresh_token'))[1] as refresh_before, (array_agg(after) filter (where place = 'refresh_token'))[1] as refresh_after,
            (array_agg(before) filter (where place = 'access_token'))[1] as access_before, (array_agg(after) filter (where place = 'access_token'))[1] as access_after
        from renewed where place in ('refresh_token', 'access_token') group by connector_id) r
    where o.connector_id = r.connector_id
    returning o.connector_id
)
update jira.webhook w
set secret = case when w.secret = r.secret_before then r.secret_after else w.secret end,
    next_secret = case when w.next_secret = r.next_before then r.next_after else w.next_secret end
from (
    select connector_id,
        (array_agg(before) filter (where place = 'secret'))[1] as secret_before, (array_agg(after) filter (where place = 'secret'))[1] as secret_after,
        (array_agg(before) filter (where place = 'next_secret'))[1] as next_before, (array_agg(after) filter (where place = 'next_secret'))[1] as next_after
    from renewed where place in ('secret', 'next_secret') group by connector_id) r
where w.connector_id = r.connector_id

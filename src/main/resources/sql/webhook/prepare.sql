-- webhook-write: before Jira learns a new secret, deliveries signed with it are already accepted beside the old one.
insert into jira.webhook as w (connector_id, mode, secret, next_secret)
values (:#${variable.connectorId}::text, case when :#${variable.registration.manual}::boolean then 'manual' else 'jira' end,
    decode(:#${variable.registration.encrypted}::text, 'base64'), null)
on conflict (connector_id) do update set next_secret = excluded.secret

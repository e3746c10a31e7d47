-- webhook-write, webhook-repair: before Jira learns a new secret, deliveries signed with it are already accepted beside the old one. The guard leaves
-- a registration alone that is just being made.
insert into jira.webhook as w (connector_id, mode, secret, next_secret, check_at)
values (:#${variable.connectorId}::text, :#${variable.registration.mode}::text,
    decode(nullif(:#${variable.registration.encrypted}::text, ''), 'base64'), null, now() + interval '2 minutes')
on conflict (connector_id) do update set next_secret = excluded.secret

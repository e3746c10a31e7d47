-- field-list: remembers a list of fields for a while, and forgets the connector's older ones beyond the bound.
with forgotten as (
    delete from jira.field_sample f
    where f.connector_id = :#${variable.connectorId}::text and f.request_digest in (
        select o.request_digest from jira.field_sample o where o.connector_id = :#${variable.connectorId}::text
        order by o.asked_at desc offset :#${properties:connector.sample.remembered}::int - 1)
      and f.request_digest <> :#${variable.sampleKey}::text
)
insert into jira.field_sample (connector_id, request_digest, fields, asked_at, expires_at)
select :#${variable.connectorId}::text, :#${variable.sampleKey}::text, :#${body}::text, now(),
    now() + make_interval(secs => :#${properties:connector.sample.cache-seconds}::int)
on conflict (connector_id, request_digest) do update
set fields = excluded.fields, asked_at = excluded.asked_at, expires_at = excluded.expires_at

-- Deliveries are swept by age whatever their connector, and their gaps are measured for each.
create index delivery_by_age on jira.delivery (received_at) where outcome is not null;
create index delivery_gaps on jira.delivery (connector_id, received_at) where event is distinct from 'reread';
-- OAuth connectors from before there were grants
insert into jira.oauth (connector_id, cloud_id)
select id, auth_public ->> 'cloudId' from jira.connector where auth_type = 'oauth2' on conflict do nothing;

-- Every secret that is stored, as the ciphertext that it is, so that a new encryption key finds them all. A new column with a ciphertext
-- belongs in here and in sql/secret/renew.sql.
create view jira.secret as
select id as connector_id, 'credentials' as place, credentials as ciphertext from jira.connector where credentials is not null
union all
select connector_id, 'refresh_token', refresh_token from jira.oauth where refresh_token is not null
union all
select connector_id, 'access_token', access_token from jira.oauth where access_token is not null
union all
select connector_id, 'secret', secret from jira.webhook where secret is not null
union all
select connector_id, 'next_secret', next_secret from jira.webhook where next_secret is not null;

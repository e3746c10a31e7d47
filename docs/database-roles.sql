-- Two roles with least privileges: the owner migrates, the service runs. To be run once by a superuser, in the database of the service
-- (PostgreSQL 17; before that leave out "maintain"), before its first start or after:
--   psql -d zenem -v owner_password=… -v service_password=… -f docs/database-roles.sql
create role zenem_owner login password :'owner_password';
create role zenem_service login password :'service_password';

-- the owner makes schemas, and Flyway's history in public; nobody else makes anything
grant create on database :"DBNAME" to zenem_owner;
grant create on schema public to zenem_owner;
revoke create on schema public from public;
create schema if not exists jira authorization zenem_owner;

-- the service reads and writes rows and refreshes statistics; it makes and drops nothing
grant usage on schema jira to zenem_service;
grant select, insert, update, delete, maintain on all tables in schema jira to zenem_service;
alter default privileges for role zenem_owner in schema jira grant select, insert, update, delete, maintain on tables to zenem_service;

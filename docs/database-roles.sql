-- Three roles with least privileges: the owner migrates, the service runs, readers read the views of the schema zenem. To be run once by a
-- superuser, in the database of the service (PostgreSQL 15 to 17), before its first start or after:
--   psql -d zenem -v owner_password=… -v service_password=… -v reader_password=… -f docs/database-roles.sql
\set ON_ERROR_STOP on
begin;
create role zenem_owner login password :'owner_password';
create role zenem_service login password :'service_password';
create role zenem_reader login password :'reader_password';

-- the owner makes schemas, and Flyway's history in public; nobody else makes anything
grant create on database :"DBNAME" to zenem_owner;
grant create on schema public to zenem_owner;
revoke create on schema public from public;
create schema if not exists jira authorization zenem_owner;
create schema if not exists zenem authorization zenem_owner;

-- after a first start as another role: what that one made
select format('alter schema %I owner to zenem_owner', nspname) from pg_namespace where nspname in ('jira', 'zenem')
union all
select format('alter table %s owner to zenem_owner', c.oid::regclass) from pg_class c
where (c.relnamespace::regnamespace::text in ('jira', 'zenem') or c.oid = to_regclass('public.flyway_schema_history'))
  and c.relkind in ('r', 'p', 'v', 'm')
union all
select format('alter routine %s owner to zenem_owner', p.oid::regprocedure) from pg_proc p
where p.pronamespace::regnamespace::text in ('jira', 'zenem')
\gexec

-- the service reads and writes rows and refreshes statistics; it makes and drops nothing
grant usage on schema jira to zenem_service;
grant select, insert, update, delete on all tables in schema jira to zenem_service;
alter default privileges for role zenem_owner in schema jira grant select, insert, update, delete on tables to zenem_service;
select current_setting('server_version_num')::int >= 170000 as maintains \gset
\if :maintains
-- before PostgreSQL 17 only an owner refreshes statistics; autovacuum does it a little later
grant maintain on all tables in schema jira to zenem_service;
alter default privileges for role zenem_owner in schema jira grant maintain on tables to zenem_service;
\endif

-- readers see the views and nothing behind them
grant usage on schema zenem to zenem_reader;
grant select on all tables in schema zenem to zenem_reader;
alter default privileges for role zenem_owner in schema zenem grant select on tables to zenem_reader;
commit;

-- DatabaseCheck, before anything starts: whether this role may run the migrations, whose history is in the schema public.
select case when to_regclass('public.flyway_schema_history') is null
    then has_schema_privilege('public', 'create') and has_database_privilege(current_database(), 'create')
    else has_table_privilege('public.flyway_schema_history', 'insert') end

-- PostgresCluster, as superuser before the embedded server listens: the role of the service, its password, and all that an earlier build
-- made as superuser given to it. Statements end with an empty line.
do $$
declare statement text;
begin
    if not exists (select from pg_roles where rolname = 'zenem') then
        create role zenem;
    end if;
    for statement in
        select format('alter schema %I owner to zenem', nspname) from pg_namespace where nspname in ('jira', 'zenem')
        union all
        -- sequences of identity columns follow their tables
        select format('alter table %s owner to zenem', c.oid::regclass) from pg_class c
        where c.relnamespace::regnamespace::text in ('jira', 'zenem', 'public') and c.relkind in ('r', 'p', 'v', 'm', 'S')
          and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i', 'e') and c.relkind = 'S')
        union all
        select format('alter routine %s owner to zenem', p.oid::regprocedure) from pg_proc p
        where p.pronamespace::regnamespace::text in ('jira', 'zenem')
          and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    loop
        execute statement;
    end loop;
    alter database postgres owner to zenem;
    alter role zenem login nosuperuser password '${password}';
end $$;


-- One instance at a time carries changes out, so that they stay in order; the lease passes on when it dies.
create table jira.outbox_lease (
    only_one    boolean primary key default true check (only_one),
    owner       text        not null,
    lease_until timestamptz not null
);
insert into jira.outbox_lease (owner, lease_until) values ('nobody', now());

-- When a webhook was last seen to be right at Jira: what came after that may have been lost.
alter table jira.webhook add column good_at timestamptz;
update jira.webhook set good_at = checked_at where state = 'ok';

-- Who is writing the webhook at Jira: a lock that ran out is no longer its owner's to free.
alter table jira.connector add column registering_by text;

-- A job at work answers for what happened before it began; what has to cover the present moment waits behind it.
drop index jira.job_no_equal_request;
create unique index job_no_equal_request on jira.job (connector_id, kind, md5(request::text)) where status = 'QUEUED' and started_at is null;

-- Whether no other heavy job of the connector is at work. Whoever claims a job sees the others as they were when its statement began;
-- this looks at them as they are, and of two who look in one moment the second hears no.
create function jira.may_begin(connector text, job text) returns boolean
    language plpgsql volatile
    as $$
begin
    if not pg_try_advisory_xact_lock(hashtextextended('heavy job of ' || connector, 0)) then
        return false;
    end if;
    return not exists (
        select from jira.job other
        where other.connector_id = connector and other.id <> job and other.status = 'RUNNING' and other.lease_until > now()
          and other.kind in ('backfill', 'reconcile', 'replay'));
end
$$;

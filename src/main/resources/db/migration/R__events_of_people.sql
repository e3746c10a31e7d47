-- Outbox events of people. Repeatable: this file runs again whenever it changes.

-- A person is an entity like the others, by the account's id. What counts is what is shown of them, and not how or when it came.
-- Of one who goes the statement that removes them writes it: where a connector is purged, nobody is told.
create or replace function jira.publish_users() returns trigger
    language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into jira.entity_change (connector_id, entity, account_id, action)
        select g.connector_id, 'user', g.account_id, 'created' from given g
        order by g.connector_id, g.account_id;
    else
        -- sets are compared and not joined: a plan that was made for one person serves 100,000
        insert into jira.entity_change (connector_id, entity, account_id, action)
        select s.connector_id, 'user', s.account_id, 'updated' from (
            select connector_id, account_id, display_name, email, active, account_type, zenem_email, mapped_by, gone_at from given
            except
            select connector_id, account_id, display_name, email, active, account_type, zenem_email, mapped_by, gone_at from taken) s
        order by s.connector_id, s.account_id;
        -- the items of those who have another name, or are somebody else, have another assignee, reporter or owner
        insert into jira.fanout (connector_id, ref)
        select s.connector_id, 'user:' || s.account_id from (
            select connector_id, account_id, display_name, zenem_email from given
            except
            select connector_id, account_id, display_name, zenem_email from taken) s
        order by s.connector_id, s.account_id
        on conflict (connector_id, ref) do update set after_id = 0, marked_at = excluded.marked_at;
    end if;
    return null;
end
$$;
create or replace trigger user_published_inserted after insert on jira.jira_user
    referencing new table as given for each statement execute function jira.publish_users();
create or replace trigger user_published_updated after update on jira.jira_user
    referencing old table as taken new table as given for each statement execute function jira.publish_users();

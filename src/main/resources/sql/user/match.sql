-- user-discovery-match, user-match: decides who is who, for the accounts whose state, or whose Zenem
-- user, changed (all of them where the variable matchAll says so). An admin's choice wins; else the email decides, where exactly
-- one account has it, an active one before others. Apps and customers are never matched. A row that somebody else wrote meanwhile
-- (xmin) is left for the next time, and rows are locked in one order, as everywhere.
with asked as (
    select :#${variable.connectorId}::text as connector_id
), changed as materialized (
    select u.account_id, u.email_key from jira.jira_user u
    where u.connector_id = :#${variable.connectorId}::text and u.to_match and not :#${variable.matchAll}::boolean
    order by u.account_id limit 5000
), picked as materialized (
    -- with everyone who has the same address: one more, or one less, makes it clear or unclear
    select account_id from jira.jira_user where connector_id = :#${variable.connectorId}::text and :#${variable.matchAll}::boolean
    union select account_id from changed
    union select u.account_id from changed c join jira.jira_user u
        on u.connector_id = :#${variable.connectorId}::text and u.email_key = c.email_key
), chosen as materialized (
    select u.account_id, u.xmin as version, u.email_key, u.account_type not in ('app', 'customer') as person, u.active, u.to_match,
        u.zenem_email, u.mapped_by
    from picked p join jira.jira_user u on u.connector_id = :#${variable.connectorId}::text and u.account_id = p.account_id
), sharing as (
    -- of each address, how many people have it
    select email_key, count(*) as people, count(*) filter (where active) as active from chosen
    where person and email_key is not null group by email_key
), desired as (
    select c.*, coalesce(m.zenem_email, z.email, f.email) as new_email,
        case when m.zenem_email is not null then 'manual' when coalesce(z.email, f.email) is not null then 'email' end as new_by
    from asked a cross join chosen c
    left join jira.user_mapping m on m.connector_id = a.connector_id and m.account_id = c.account_id
    left join sharing s on s.email_key = c.email_key
    left join jira.zenem_user z on z.connector_id = a.connector_id and z.email = c.email_key and c.person
        and (s.people = 1 or (c.active and s.active = 1))
        and not exists (select from jira.user_mapping o where o.connector_id = a.connector_id and o.zenem_email = z.email)
    left join jira.zenem_user f on f.connector_id = a.connector_id and f.found_account = c.account_id and c.email_key is null and c.person
        and not exists (select from jira.user_mapping o where o.connector_id = a.connector_id and o.zenem_email = f.email)
        and not exists (
            select from jira.zenem_user o
            where o.connector_id = a.connector_id and o.found_account = f.found_account and o.email <> f.email)
        and not exists (
            select from jira.jira_user o
            where o.connector_id = a.connector_id and o.email_key = f.email and o.account_type not in ('app', 'customer'))
), locked as materialized (
    select u.account_id, d.new_email, d.new_by, d.zenem_email is distinct from d.new_email as moved
    from desired d join jira.jira_user u on u.account_id = d.account_id
    join jira.connector c on c.id = u.connector_id
    where u.connector_id = :#${variable.connectorId}::text and u.xmin = d.version
      and (d.to_match or (d.zenem_email, d.mapped_by) is distinct from (d.new_email, d.new_by))
    order by u.account_id for update of u for key share of c skip locked
), matched as (
    update jira.jira_user u
    set zenem_email = l.new_email, mapped_by = l.new_by, matched_for = coalesce(u.email, '') || '/' || u.account_type || '/' || u.active::text
    from locked l where u.connector_id = :#${variable.connectorId}::text and u.account_id = l.account_id
    returning u.account_id, l.moved, u.zenem_email, u.mapped_by
), learned as (
    update jira.zenem_user z set found_account = s.account_id
    from matched s
    where s.mapped_by = 'email' and z.connector_id = :#${variable.connectorId}::text and z.email = s.zenem_email
      and z.found_account is distinct from s.account_id
)
select json_build_object('matched', count(*), 'moved', count(*) filter (where moved))::text from matched

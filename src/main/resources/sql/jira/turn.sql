-- jira-brake: takes the connector's next turn, the same queue for all instances by the database's clock, and answers the milliseconds until
-- it. Turns are even, so that Jira sees no second with more than the limit; one that lies too far ahead was given by a clock that
-- has been put back since.
insert into jira.call_turn as t (connector_id, taken_at)
select c.id, clock_timestamp() from jira.connector c where c.id = :#${variable.connectorId}::text
on conflict (connector_id) do update
set taken_at = case when t.taken_at > clock_timestamp() + interval '5 minutes' then clock_timestamp()
    else greatest(clock_timestamp(), t.taken_at + make_interval(secs => 1.0 / :#${properties:connector.jira.requests-per-second}::int)) end
returning greatest(0, ceil(extract(epoch from t.taken_at - clock_timestamp()) * 1000))::bigint

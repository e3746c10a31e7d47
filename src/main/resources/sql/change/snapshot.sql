-- job-snapshot: writes the next entities of a kind (the stage) to the outbox, in the order of their ids, and the checkpoint behind them.
-- Where the outbox is full, or its sink away, the job is put back and goes on when there may be room. No row then, and none where the
-- attempt is no longer the job's or the job is cancelled.
with ours as materialized (
    -- with the connector: one that is just being removed takes its job along and must not wait for us
    select j.connector_id, j.id, coalesce(a.after, '') as after, case when s.stage <> 'user' then coalesce(a.after, '0')::bigint end as after_id
    from jira.job j join jira.connector c on c.id = j.connector_id and c.deleted_at is null,
        lateral (select :#${variable.job.stage}::text as stage) s, lateral (select j.context -> 'after' ->> s.stage as after) a
    where j.connector_id = :#${variable.connectorId}::text and j.id = :#${variable.job.id}::text and j.attempt = :#${variable.job.attempt}::int
      and j.status = 'RUNNING' and not j.cancel_requested
    for update of j skip locked for key share of c skip locked
), room as materialized (
    select count(*) < :#${properties:connector.changes.snapshot-backlog}::int as free from (
        select from ours o join jira.entity_change e on e.connector_id = o.connector_id limit :#${properties:connector.changes.snapshot-backlog}::int) w
), found as materialized (
    select e.* from room r cross join ours o cross join lateral (
        (select null::bigint as jira_id, u.account_id from jira.jira_user u
         where :#${variable.job.stage}::text = 'user' and u.connector_id = o.connector_id and u.account_id > o.after
         order by u.account_id limit :#${properties:connector.changes.snapshot-batch}::int)
        union all
        (select s.jira_id, null from jira.sprint s
         where :#${variable.job.stage}::text = 'sprint' and s.connector_id = o.connector_id and s.jira_id > o.after_id
         order by s.jira_id limit :#${properties:connector.changes.snapshot-batch}::int)
        union all
        (select v.jira_id, null from jira.release v
         where :#${variable.job.stage}::text = 'release' and v.connector_id = o.connector_id and v.jira_id > o.after_id
         order by v.jira_id limit :#${properties:connector.changes.snapshot-batch}::int)
        union all
        (select i.jira_id, null from jira.item i
         where i.entity = :#${variable.job.stage}::text and i.connector_id = o.connector_id and i.jira_id > o.after_id
         order by i.jira_id limit :#${properties:connector.changes.snapshot-batch}::int)) e
    where r.free
), written as (
    insert into jira.entity_change (connector_id, entity, jira_id, account_id, action)
    select o.connector_id, :#${variable.job.stage}::text, f.jira_id, f.account_id, 'snapshot' from ours o cross join found f order by f.jira_id, f.account_id
), reached as materialized (
    select count(*) as entities, coalesce(max(jira_id)::text, max(account_id)) as last from found
), kept as (
    update jira.job j
    set context = j.context || jsonb_build_object('sent', coalesce((j.context ->> 'sent')::bigint, 0) + p.entities,
            'all', coalesce(j.context -> 'all', to_jsonb(jira.entities(j.connector_id))),
            'after', coalesce(j.context -> 'after', '{}') || jsonb_strip_nulls(jsonb_build_object(:#${variable.job.stage}::text, p.last))),
        pages = j.pages + (p.entities > 0)::int, failures = 0, last_error = null,
        checkpoint_at = case when r.free then now() else j.checkpoint_at end,
        run_after = case when r.free then j.run_after else greatest(
            now() + make_interval(secs => :#${properties:connector.changes.period-ms}::int / 1000.0),
            (select s.retry_at from jira.sink s where s.connector_id = j.connector_id)) end
    from ours o, room r, reached p where j.connector_id = o.connector_id and j.id = o.id
    returning p.entities = :#${properties:connector.changes.snapshot-batch}::int as more, r.free
)
select more from kept where free

-- page-keep: keeps the names of what the page refers to, and has the fan-out tell of those that are others now. Only a read says that one
-- is, and a later one counts; of a webhook's body, which brings those that were looked up for it, only what had no name yet is kept.
with given as materialized (
    select r.ref, r.shown, o.ref is not null as known
    from jsonb_to_recordset(:#${variable.page.references.toString}::jsonb) as r(ref text, shown text)
    left join lateral (
        select * from jira.label o where o.connector_id = :#${variable.page.connectorId}::text and o.ref = r.ref limit 1) o on true
    where o.ref is null
       or (r.shown not in ('', o.text) and (o.text = '' or :#${variable.page.read}::boolean))
), named as (
    insert into jira.label as l (connector_id, ref, text, observed_at)
    select :#${variable.page.connectorId}::text, ref, shown, :#${variable.page.observedAt}::timestamptz from given order by ref
    on conflict (connector_id, ref) do update set text = excluded.text, observed_at = excluded.observed_at
    where l.text <> excluded.text and excluded.text <> '' and l.observed_at <= excluded.observed_at
)
insert into jira.fanout (connector_id, ref) select :#${variable.page.connectorId}::text, ref from given where known order by ref
on conflict (connector_id, ref) do update set after_id = 0, marked_at = excluded.marked_at

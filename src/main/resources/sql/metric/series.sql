-- metrics-get: what was rolled up, a row for each minute, hour or day of the range, the present one last. A delay is the bound of the
-- first class that has the half, or 95 of 100, of the deliveries at or below it.
with grid as (
    select g.at from (
        select make_interval(secs => :#${body.width}::int) as width,
            date_bin(make_interval(secs => :#${body.width}::int), now(), 'epoch'::timestamptz) as last) p,
        generate_series(p.last - (:#${body.steps}::int - 1) * p.width, p.last, p.width) g(at)
), counted as (
    select m.at, split_part(m.name, '.', 1) as kind, split_part(m.name, '.', 2) as what, m.value
    from jira.metric m
    where m.connector_id = :#${variable.connectorId}::text and m.width = :#${body.width}::int and m.at >= (select min(at) from grid)
    union all
    select date_bin(make_interval(secs => :#${body.width}::int), r.minute, 'epoch'::timestamptz), 'delivery', 'rejected', sum(r.count)
    from jira.rejection r
    where r.connector_id = :#${variable.connectorId}::text and r.minute >= (select min(at) from grid) group by 1
), delays as (
    select d.at, min(d.bound) filter (where 2 * d.upto >= d.whole) as median, min(d.bound) filter (where 20 * d.upto >= 19 * d.whole) as most
    from (select at, what::bigint as bound, sum(value) over (partition by at order by what::bigint) as upto, sum(value) over (partition by at) as whole
          from counted where kind = 'delay') d
    group by d.at
), shown as (
    select at, json_object_agg(what, value) filter (where kind = 'delivery') as deliveries,
        json_object_agg(what, value) filter (where kind = 'call') as calls,
        json_object_agg(what, value) filter (where kind = 'limit') as limits,
        sum(value) filter (where kind = 'call' and what = '429') as limited, max(value) filter (where kind = 'inbox') as inbox
    from counted group by at
)
select json_build_object('range', :#${body.name}::text, 'step', :#${body.step}::text,
    'series', json_agg(json_build_object('at', jira.wire(g.at), 'deliveries', coalesce(s.deliveries, '{}'), 'delayP50Ms', d.median, 'delayP95Ms', d.most,
        'jiraCalls', coalesce(s.calls, '{}'), 'limited', coalesce(s.limited, 0), 'limitLeft', coalesce(s.limits, '{}'), 'inbox', s.inbox) order by g.at))::text
from grid g left join shown s on s.at = g.at left join delays d on d.at = g.at

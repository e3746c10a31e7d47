-- sprint-ledger: a sprint of the copy, with the ids of what the copy knows to have changed since it began, some of which may have left it, and
-- how many issues left the copy since; no row for none. One more than are looked at tells that there are more.
select json_build_object('id', s.jira_id, 'name', s.name, 'state', s.state, 'start', s.start_date, 'complete', s.complete_date,
    'field', (
        select f.value from jira.site t, jsonb_each(t.fields) f
        where t.connector_id = s.connector_id and f.value -> 'schema' ->> 'custom' = 'com.pyxis.greenhopper.jira:gh-sprint' limit 1),
    'others', (
        select coalesce(json_agg(i.jira_id), '[]') from (
            select i.jira_id from jira.item i
            where i.connector_id = s.connector_id and i.entity = 'story' and i.updated >= s.start_date
            order by i.updated limit 5001) i),
    'gone', (
        select count(*) from jira.tombstone t
        where t.connector_id = s.connector_id and t.removed_at >= s.start_date and t.entity is distinct from 'project'))::text
from jira.sprint s
where s.connector_id = :#${variable.connectorId}::text and s.jira_id = :#${body}::bigint

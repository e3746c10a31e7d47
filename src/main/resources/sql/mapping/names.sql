-- mapping-save, mapping-learn: what the copy has seen under a name that an enumMap of the mapping has: options are listed for administrators
-- only. While a backfill that was asked for earlier has not ended, some of a name's things are missing: its end comes back to it.
-- optional: job
select coalesce(json_object_agg(n.ref, n.name), '{}')::text
from jira.names(:#${variable.connectorId}::text) n
where jira.fold(btrim(n.name)) in (
    select jira.fold(btrim(k))
    from jsonb_array_elements_text(jsonb_path_query_array(:#${variable.mapping.json}::jsonb, '$.*.*.enumMap.keyvalue().key')) k)
  and not exists (
    select from jira.job j
    where j.connector_id = :#${variable.connectorId}::text and j.kind = 'backfill' and j.finished_at is null
      and j.id is distinct from :#${variable.job.id}::text)

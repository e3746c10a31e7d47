-- page-write: writes the states that were decided on and tells which of them are new rows. The condition matters to those alone whom nobody
-- could lock, because another page inserted them meanwhile: the newer state stays.
with written as (
    insert into jira.item as k (connector_id, jira_id, entity, jira_key, project_id, issue_type, fields, refs, updated, observed_at,
        mapping_version, source, last_sync)
    select :#${variable.page.connectorId}::text, i."jiraId", i.entity, i."jiraKey", i."projectId", i."issueType", i.fields, i.refs, i.updated,
        i."observedAt", :#${variable.page.mappingVersion}::text, i.source, now()
    from jsonb_to_recordset(:#${variable.kept.rows}::jsonb) as i(
        "jiraId" bigint, "jiraKey" text, entity text, "projectId" bigint, "issueType" text, updated timestamptz, "observedAt" timestamptz,
        fields jsonb, refs text[], source jsonb)
    order by i."jiraId"
    on conflict (connector_id, jira_id) do update
    set entity = excluded.entity, jira_key = excluded.jira_key, project_id = excluded.project_id, issue_type = excluded.issue_type,
        fields = excluded.fields, refs = excluded.refs, updated = coalesce(excluded.updated, k.updated), observed_at = excluded.observed_at,
        mapping_version = excluded.mapping_version, source = excluded.source, last_sync = excluded.last_sync
    where excluded.updated > k.updated
       -- the same second is the same moment: Data Center's search tells no milliseconds
       or (excluded.observed_at > k.observed_at and coalesce(excluded.updated in (k.updated, date_trunc('second', k.updated)), true))
    -- no transaction has replaced a row that is new
    returning jira_id, xmax = 0 as inserted
)
select coalesce(json_object_agg(jira_id, inserted), '{}')::text from written

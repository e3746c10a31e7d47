-- page-keep: what the copy knows of each issue of the page, and whether its row says the same. Behind the locks, so that it sees what
-- was committed while they were waited for. One look by the key for each issue (limit 1), whatever the statistics say. A person's name
-- lives in jira_user: an issue whose people have other names now says the same.
select coalesce(json_agg(json_build_object(
    'jiraId', i."jiraId",
    'copied', case when k.jira_id is not null then json_build_object(
        'updated', k.updated, 'observedAt', k.observed_at, 'entity', k.entity, 'jiraKey', k.jira_key,
        'mappingVersion', k.mapping_version, 'refs', k.refs, 'parent', k.fields -> 'parent' ->> 'jiraId',
        'sameContent', (n.fields, i.entity, i."jiraKey") is not distinct from (n.kept, k.entity, k.jira_key),
        'sameRow', (n.fields, i.entity, i."jiraKey", i.refs, i."projectId", i."issueType", :#${variable.page.mappingVersion}::text)
            is not distinct from (n.kept, k.entity, k.jira_key, k.refs, k.project_id, k.issue_type, k.mapping_version)) end,
    'tombstone', case when t.jira_id is not null then json_build_object(
        'verdict', t.verdict, 'removedAt', t.removed_at, 'observedAt', t.observed_at) end,
    'failed', d.jira_id is not null, 'lostParent', l.jira_id is not null)), '[]')::text
from jsonb_to_recordset(:#${variable.page.rows}::jsonb) as i(
    "jiraId" bigint, "jiraKey" text, entity text, "projectId" bigint, "issueType" text, fields jsonb, refs text[])
left join lateral (
    select * from jira.item where connector_id = :#${variable.page.connectorId}::text and jira_id = i."jiraId" limit 1) k on true
left join lateral (
    select * from jira.tombstone where connector_id = :#${variable.page.connectorId}::text and jira_id = i."jiraId" limit 1) t on true
left join lateral (
    select * from jira.dead_letter
    where connector_id = :#${variable.page.connectorId}::text and entity = 'issue' and jira_id = i."jiraId"::text limit 1) d on true
left join lateral (
    select * from jira.parentless where connector_id = :#${variable.page.connectorId}::text and jira_id = i."jiraId" limit 1) l on true
cross join lateral (select jira.without_names(i.fields) as fields, jira.without_names(k.fields) as kept) n
where num_nonnulls(k.jira_id, t.jira_id, d.jira_id) > 0

-- page-failures: a dead letter for each issue that failed, and a log entry, and one for each target that has values which could not be
-- read; answers how many issues failed for the first time. A job may come by the same issue twice, in a search and by id: one failure. What
-- a replay finds still broken stays the failure of the job that met it.
with failed as materialized (
    select f.*, exists (
        select from jira.dead_letter d
        where d.connector_id = :#${variable.page.connectorId}::text and d.entity = 'issue' and d.jira_id = f."jiraId"
          and d.job_id = nullif(:#${variable.page.job.id}::text, '')) as met
    from jsonb_to_recordset(:#${variable.page.failed.toString}::jsonb) as f("jiraId" text, "jiraKey" text, reason text, "deliveryId" bigint)
), kept as (
    insert into jira.dead_letter as d (connector_id, entity, jira_id, jira_key, reason, job_id, delivery_id)
    select :#${variable.page.connectorId}::text, 'issue', "jiraId", "jiraKey", reason, nullif(:#${variable.page.job.id}::text, ''), "deliveryId"
    from failed order by "jiraId"
    on conflict (connector_id, entity, jira_id) do update
    set jira_key = coalesce(excluded.jira_key, d.jira_key), reason = excluded.reason, delivery_id = excluded.delivery_id,
        job_id = case :#${variable.page.via}::text when 'replay' then d.job_id else excluded.job_id end,
        tries = d.tries + case when d.job_id = excluded.job_id then 0 else 1 end, last_at = now()
    returning d.jira_id, d.jira_key
), noted as (
    insert into jira.log_entry (connector_id, level, code, message, job_id, jira_key)
    select :#${variable.page.connectorId}::text, 'ERROR', 'ITEM_FAILED', f.reason, nullif(:#${variable.page.job.id}::text, ''),
        coalesce(k.jira_key, k.jira_id)
    from failed f join kept k on k.jira_id = f."jiraId" where not f.met
    union all
    select :#${variable.page.connectorId}::text, 'WARN', 'VALUE_UNREADABLE', w, nullif(:#${variable.page.job.id}::text, ''), null
    from jsonb_array_elements_text(:#${variable.page.warnings.toString}::jsonb) w
)
select count(*) from failed where not met

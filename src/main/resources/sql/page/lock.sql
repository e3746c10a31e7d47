-- page-keep: locks the rows of the page's issues, those that the copy has and those that went, in the order of their ids: what is decided
-- afterwards holds until the page is committed. One look by the key for each, whatever the statistics say.
with issues as materialized (
    select jira_id from unnest(string_to_array(:#${variable.page.ids}::text, ',')::bigint[]) as i(id) cross join lateral (
        select jira_id from jira.item where connector_id = :#${variable.page.connectorId}::text and jira_id = i.id for update) k
), tombstones as materialized (
    select jira_id from unnest(string_to_array(:#${variable.page.ids}::text, ',')::bigint[]) as i(id) cross join lateral (
        select jira_id from jira.tombstone where connector_id = :#${variable.page.connectorId}::text and jira_id = i.id for update) t
)
select (select count(*) from issues) + (select count(*) from tombstones)

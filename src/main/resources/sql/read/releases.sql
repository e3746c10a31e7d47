-- read-releases: a page of releases by Jira id, and how many fit; an empty text filters nothing. The key is the project's, and Jira does
-- not tell when a version was updated.
with found as materialized (
    select r.* from jira.release r
    where r.connector_id = :#${variable.connectorId}::text
      and (:#${body.filter.key}::text = '' or r.project_key = :#${body.filter.key}::text)
      and :#${body.filter.status}::text in ('', case when r.archived then 'archived' when r.released then 'released' else 'unreleased' end)
      and r.last_sync >= :#${body.filter.since}::timestamptz
)
select jira.page_json(
    (select json_agg(jira.release_json(r) order by r.jira_id) from (
        select * from found order by jira_id limit :#${body.size}::int offset :#${body.page}::bigint * :#${body.size}::int) r),
    :#${body.page}::int, :#${body.size}::int, (select count(*) from found))::text

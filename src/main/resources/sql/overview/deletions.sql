-- deletion-list: what left the copy, the last first, with the verdict and what showed it; an empty text filters nothing.
with found as not materialized (
    select t.* from jira.tombstone t
    where t.connector_id = :#${variable.connectorId}::text and t.jira_key is not null
      and (:#${body.filter.verdict}::text = '' or t.verdict = :#${body.filter.verdict}::text) and t.observed_at >= :#${body.filter.since}::timestamptz
)
select jira.page_json(
    (select json_agg(json_build_object('entity', entity, 'jiraId', jira_id::text, 'jiraKey', jira_key, 'verdict', verdict, 'evidence', evidence,
        'removedAt', jira.wire(observed_at)) order by observed_at desc, jira_id)
     from (select * from found order by observed_at desc, jira_id
           limit :#${body.size}::int offset :#${body.page}::bigint * :#${body.size}::int) p),
    :#${body.page}::int, :#${body.size}::int, (select count(*) from found))::text

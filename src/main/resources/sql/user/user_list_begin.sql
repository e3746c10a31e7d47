-- user-discovery-walk: the walk through Jira's list of users, from its checkpoint.
with begun as (
    insert into jira.job_slice (connector_id, job_id, stage, number, spec)
    values (:#${variable.connectorId}::text, :#${variable.job.id}::text, 'user-list', 0, '{}')
    on conflict do nothing
)
select json_build_object('from', coalesce(max(next_token::int), 0), 'done', coalesce(bool_or(done), false))::text
from jira.job_slice
where connector_id = :#${variable.connectorId}::text and job_id = :#${variable.job.id}::text and stage = 'user-list'

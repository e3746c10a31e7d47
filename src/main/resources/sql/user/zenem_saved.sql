-- user-zenem-replace: the answer, after everyone touched was decided.
select json_build_object('saved', true, 'users', count(*), 'mapped', count(*) filter (where exists (
    select from jira.jira_user u where u.connector_id = z.connector_id and u.zenem_email = z.email)))::text
from jira.zenem_user z where z.connector_id = :#${variable.connectorId}::text

-- scope-get: the scope as the admin saved it; project keys as they are now.
select coalesce(c.scope - 'projectIds', '{}')::text from jira.connector c where c.id = :#${variable.connectorId}::text

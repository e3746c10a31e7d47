-- scope-answer: the scope as the admin saved it; project keys as they are now.
select coalesce(c.scope - 'projectIds' - 'issueTypeIds', '{}')::text from jira.connector c where c.id = :#${variable.connectorId}::text

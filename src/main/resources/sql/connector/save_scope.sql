-- scope-save: stores a checked scope; a new history window never forgets what an earlier backfill brought.
update jira.connector
set scope = :#${variable.scope}::jsonb, updated_at = now()
where id = :#${variable.connectorId}::text

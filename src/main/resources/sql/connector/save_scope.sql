-- scope-save: stores a checked scope, and tells whether a copy that is there, or being made, had another one. A new history window
-- never forgets what an earlier backfill brought.
with before as (
    select c.scope, exists (select from jira.mapping_version m where m.connector_id = c.id and m.active) as mapped
    from jira.connector c where c.id = :#${variable.connectorId}::text
    for update
), saved as (
    update jira.connector
    set scope = :#${variable.scope}::jsonb, updated_at = now()
    where id = :#${variable.connectorId}::text
)
select coalesce(mapped and scope <> :#${variable.scope}::jsonb, false) from before

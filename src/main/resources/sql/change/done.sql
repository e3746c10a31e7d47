-- change-batch: the changes were taken over by whoever listens.
delete from jira.entity_change where id in (select i::bigint from jsonb_array_elements_text(:#${variable.changeIds}::jsonb) i)

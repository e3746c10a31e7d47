-- trial-people: who these accounts are in Zenem, as the copy shows them.
select coalesce(json_object_agg(account_id, json_build_object('displayName', nullif(display_name, ''), 'zenemEmail', zenem_email)), '{}')::text
from jira.jira_user
where connector_id = :#${variable.connectorId}::text and account_id in (select jsonb_array_elements_text(:#${body}::jsonb))

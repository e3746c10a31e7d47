-- fan-out: references of which whatever shows them has to follow, those with a name apart: an enumMap may have another word for it now.
select f.connector_id, f.ref, f.marked_at::text as marked_at, exists (
    select from jira.label l where l.connector_id = f.connector_id and l.ref = f.ref and l.text <> '') as named
from jira.fanout f order by f.connector_id, f.ref limit 100

-- key-rotation: the next secrets that were encrypted with another key than the present first one; its id stands in front of each ciphertext.
select coalesce(json_agg(json_build_object('connectorId', connector_id, 'place', place, 'ciphertext', translate(encode(ciphertext, 'base64'), E'\n', ''))
    order by connector_id, place), '[]')::text
from (
    select connector_id, place, ciphertext from jira.secret
    where encode(substring(ciphertext from 1 for 5), 'hex') <> :#${variable.rotation.key}::text
      and (connector_id, place) > (:#${variable.rotation.connectorId}::text, :#${variable.rotation.place}::text)
    order by connector_id, place limit 100) s

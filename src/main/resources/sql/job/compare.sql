-- job-stage: whom the census and the copy do not agree on. Only a complete census may accuse; a row that was seen after the
-- census began is innocent. EXCEPT and not an anti-join: the census is new, and without statistics a join would be planned row by row.
with present as (
    select jira_id from jira.census
    where connector_id = :#${variable.connectorId}::text and job_id = :#${variable.job.id}::text and recent
    except
    select jira_id from jira.item where connector_id = :#${variable.connectorId}::text
), absent as (
    select jira_id from jira.item
    where connector_id = :#${variable.connectorId}::text
      and :#${variable.job.finds}::text = 'all'
      and entity = any (string_to_array(:#${variable.job.itemEntities}::text, ','))
      and observed_at < :#${variable.job.startedAt.toString}::timestamptz
    except
    select jira_id from jira.census where connector_id = :#${variable.connectorId}::text and job_id = :#${variable.job.id}::text
), foreign_parents as (
    -- a parent outside the copy may get another key without a trace in its children
    select (fields -> 'parent' ->> 'jiraId')::bigint as jira_id from jira.item
    where connector_id = :#${variable.connectorId}::text and fields -> 'parent' ->> 'jiraId' is not null and :#${variable.job.finds}::text = 'all'
    except
    select jira_id from jira.item where connector_id = :#${variable.connectorId}::text
), held as materialized (
    -- one issue for each reference, in one pass over all: asked for one by one, each common one would cost a scan of its own
    select ref, min(i.jira_id) as holder from jira.item i, unnest(i.refs) ref
    where i.connector_id = :#${variable.connectorId}::text and :#${variable.job.finds}::text = 'all'
    group by ref
), unchecked as (
    -- references whose names no list tells that this job has read
    select r.ref, h.holder
    from jira.label r join jira.job j on j.connector_id = r.connector_id and j.id = :#${variable.job.id}::text
    left join held h on h.ref = r.ref
    where r.connector_id = :#${variable.connectorId}::text and :#${variable.job.finds}::text = 'all'
      -- whoever is in the copy shows its new key itself
      and not exists (select from jira.item i where r.ref like 'key:%' and i.connector_id = r.connector_id and i.jira_key = substr(r.ref, 5))
      and r.ref not in (select l.ref from jira.listed(:#${variable.connectorId}::text) l)
      and not (j.request -> 'entities' @> '"sprint"'
          and coalesce(j.context -> 'incomplete', '[]') @> '[{"shown": {"entity": "sprint"}}]' is false and exists (
          select from jira.sprint s where s.connector_id = r.connector_id and r.ref = 'sprint:' || s.jira_id))
      and not (j.request -> 'entities' @> '"version"'
          and coalesce(j.context -> 'incomplete', '[]') @> '[{"shown": {"entity": "version"}}]' is false and exists (
          select from jira.release s where s.connector_id = r.connector_id and r.ref = 'version:' || s.jira_id))
), forgotten as (
    delete from jira.label r using unchecked u where r.connector_id = :#${variable.connectorId}::text and r.ref = u.ref and u.holder is null and r.ref not like 'user:%'
), nameless as (
    -- of one that was forgotten while an issue with it came
    select h.holder from held h where h.ref in (select ref from held where split_part(ref, ':', 1) not in ('user', 'issue')
        except select ref from jira.label where connector_id = :#${variable.connectorId}::text)
)
insert into jira.to_check (connector_id, job_id, jira_id, reason)
select :#${variable.connectorId}::text, :#${variable.job.id}::text, s.jira_id, s.reason
from (select jira_id, 'missed' as reason from present union all select jira_id, 'gone' from absent
      union all select jira_id, 'parent' from foreign_parents
      -- a page that was read before a deletion, and written after it, leaves the dead beside the living
      union all select t.jira_id, 'gone' from jira.tombstone t join jira.item i on i.connector_id = t.connector_id and i.jira_id = t.jira_id
      where t.connector_id = :#${variable.connectorId}::text and :#${variable.job.finds}::text = 'all'
      union all select b.jira_id, 'parentless' from jira.parentless b join jira.item i on i.connector_id = b.connector_id and i.jira_id = b.jira_id
      where b.connector_id = :#${variable.connectorId}::text and :#${variable.job.finds}::text = 'all'
      union all select holder, 'reference' from unchecked where holder is not null
      union all select holder, 'reference' from nameless) s
on conflict do nothing

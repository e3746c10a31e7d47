-- Fills the copy of the connector "bench" (bench/reads.sh), set by set. Reads.java puts the sizes in, and runs those
-- with ${from} and ${to} in batches of 50,000.
select setseed(0.42);

create function pg_temp.person(number int) returns jsonb language sql immutable
    return jsonb_build_object('accountId', 'acc-' || lpad(number::text, 6, '0'), 'displayName', 'Person ' || number);

insert into jira.mapping_version (connector_id, id, version_name, mapping, active, created_at)
select connector_id, 'map_v2', 'v2', mapping, false, created_at - interval '1 day' from jira.mapping_version where connector_id = 'bench';

insert into jira.jira_user (connector_id, account_id, display_name, email, active, account_type, observed_at, listed_at, zenem_email, mapped_by,
    matched_for)
select 'bench', 'acc-' || lpad(n::text, 6, '0'), name, email, n % 9 <> 0, type, now(), now(), case when n % 5 <> 0 then email end,
    case when email is not null and n % 5 <> 0 then 'email' end, coalesce(email, '') || '/' || type || '/' || (n % 9 <> 0)::text
from (
    select n, (array['Ada', 'Ben', 'Chen', 'Dora', 'Emil', 'Fatima', 'Goran', 'Hanna', 'Ivo', 'Jana'])[1 + n % 10] || ' '
            || (array['Doe', 'Smith', 'Weber', 'Rossi', 'Novak', 'Silva', 'Kim', 'Okafor', 'Haddad', 'Larsen', 'Moreau'])[1 + n / 10 % 11] || ' ' || n as name,
        case when n % 4 <> 0 then 'person' || n || '@example.com' end as email, case n % 50 when 0 then 'app' else 'atlassian' end as type
    from generate_series(1, ${users}) n) u;

insert into jira.zenem_user (connector_id, email, name, found_account)
select connector_id, zenem_email, display_name, account_id from jira.jira_user where connector_id = 'bench' and zenem_email is not null;

insert into jira.release (connector_id, jira_id, project_id, project_key, name, description, released, archived, start_date, release_date,
    observed_at, mapping_version, source, last_sync)
select 'bench', 500000 + n, 10100 + n % 25, 'P' || n % 25, 'Release ' || n, 'What comes with release ' || n, n % 3 <> 0, n % 11 = 0,
    current_date - n % 900 - 30, current_date - n % 900, now(), 'map_v1',
    jsonb_build_object('via', 'backfill', 'jobId', 'backfill_001', 'self', 'https://example.atlassian.net/rest/api/3/version/' || (500000 + n)), now()
from generate_series(1, ${releases}) n;

insert into jira.sprint (connector_id, jira_id, board_id, name, state, goal, start_date, end_date, complete_date, planned_points, completed_points,
    observed_at, mapping_version, source, last_sync)
select 'bench', 700000 + n, 9000 + n % 400, 'Sprint ' || n, case when n % 25 = 24 then 'active' when n % 25 = 23 then 'future' else 'closed' end,
    'Finish what sprint ' || n || ' is for', now() - make_interval(days => n % 900 + 14), now() - make_interval(days => n % 900),
    case when n % 25 < 23 then now() - make_interval(days => n % 900) end, n % 60, n % 30, now(), 'map_v1',
    jsonb_build_object('via', 'backfill', 'jobId', 'backfill_001', 'self', 'https://example.atlassian.net/rest/agile/1.0/sprint/' || (700000 + n)), now()
from generate_series(1, ${sprints}) n;

insert into jira.sprint_board (connector_id, board_id, sprint_id)
select connector_id, board_id, jira_id from jira.sprint where connector_id = 'bench' and jira_id > 700000
union all select connector_id, 9000 + (board_id + 1) % 400, jira_id from jira.sprint where connector_id = 'bench' and jira_id > 700000 and jira_id % 10 = 0;

-- One in twenty is an epic; three years of history, older ids were created earlier, most changes come soon after; few people have most.
insert into jira.item (connector_id, jira_id, entity, jira_key, project_id, issue_type, fields, refs, updated, observed_at, mapping_version, source, last_sync)
select 'bench', 1000000 + n * 3 / 2, entity, key, 10100 + n % 25, case entity when 'project' then 'Epic' else 'Story' end,
    case entity when 'project' then jsonb_build_object('name', title, 'owner', pg_temp.person(assignee)) else jsonb_build_object('title', title,
        'assignee', case when n % 7 <> 0 then pg_temp.person(assignee) end, 'reporter', pg_temp.person(reporter), 'storyPoints', n % 13,
        'sprints', case when n % 3 = 0 then jsonb_build_array(sprint) else '[]'::jsonb end,
        'releases', case when n % 4 = 0 then jsonb_build_array(release) else '[]'::jsonb end) end
    || jsonb_build_object('description', repeat('What is to be done here, and why. ', 4 + n % 12), 'status', status,
        'priority', (array['Highest', 'High', 'Medium', 'Low'])[1 + n % 4], 'type', case entity when 'project' then 'Epic' else 'Story' end,
        'createdAt', jira.wire(created), 'updatedAt', jira.wire(updated), 'dueDate', case when n % 5 = 0 then (created + interval '90 days')::date end,
        'labels', case when n % 3 = 0 then jsonb_build_array('label-' || n % 100) else '[]'::jsonb end,
        'components', case when n % 4 = 1 then jsonb_build_array('Component ' || n % 40) else '[]'::jsonb end,
        'parent', case when entity = 'story' and n % 2 = 0 then jsonb_build_object(
            'jiraId', (1000000 + (n - n % 20 + 20) * 3 / 2)::text, 'jiraKey', 'P' || (n - n % 20 + 20) % 25 || '-' || (n - n % 20 + 20)) end),
    case when n % 3 = 0 then array['sprint:' || sprint] else '{}' end || case when n % 4 = 0 then array['version:' || release] else '{}' end
        || array['status:' || 9001 + n % 10],
    updated, now(), 'map_v' || 1 + (n % 50) / 49,
    jsonb_build_object('via', 'backfill', 'jobId', 'backfill_001', 'self', 'https://example.atlassian.net/rest/api/3/issue/' || (1000000 + n * 3 / 2)), now()
from (
    select n, case n % 20 when 0 then 'project' else 'story' end as entity, 'P' || n % 25 || '-' || n as key,
        'Story number ' || n || ' of many: let the customer pay by card' as title,
        case when n % 200 = 1 then 'BLOCKED' when n % 2000 = 3 then 'CANCELLED'
            else (array['DONE', 'DONE', 'DONE', 'DONE', 'DONE', 'DONE', 'DONE', 'NOT_STARTED', 'NOT_STARTED', 'IN_PROGRESS'])[1 + n * 7 / 3 % 10] end as status,
        1 + (${users} * random() ^ 3)::int % ${users} as assignee, 1 + (${users} * random() ^ 2)::int % ${users} as reporter,
        700001 + n % ${sprints} as sprint, 500001 + n % ${releases} as release, created,
        created + (now() - created) * random() ^ 4 as updated
    from (select n, now() - interval '1095 days' * (1 - n / ${items}::float8) as created from generate_series(${from}, ${to}) n) c) i;

insert into jira.label (connector_id, ref, text) select 'bench', 'status:' || 9000 + n, 'State ' || n from generate_series(1, 10) n;

insert into jira.tombstone (connector_id, jira_id, removed_at, observed_at, verdict, evidence, entity, jira_key)
select 'bench', 900000 + n, now(), now() - interval '80 days' * (1 - n / 50000.0), 'deleted', 'jira:issue_deleted', 'story', 'P' || n % 25 || '-' || 1900000 + n
from generate_series(1, 50000) n;

insert into jira.job (connector_id, id, kind, number, status, stage, request, trigger, created_at, started_at, finished_at, pages, issues_fetched, upserts, stale, found)
select 'bench', 'recon_' || 1000 + n, 'reconcile', 1000 + n, case when n % 40 = 0 then 'FAILED' else 'COMPLETED' end, 'done',
    '{"entities": ["epic", "issue", "version", "sprint"], "windowDays": 7}', 'schedule', at, at, at + interval '3 minutes', 120, 12000, 340, 25,
    (select jsonb_object_agg(10100 + p || '/jira:issue_updated', 1) from generate_series(0, 24) p)
from (select n, now() - interval '2 hours' * (801 - n) as at from generate_series(1, 800) n) j;

-- Thirty days; bursts of failures belong to jobs.
insert into jira.log_entry (connector_id, at, level, code, message, job_id, jira_key)
select 'bench', now() - interval '29 days' * (1 - n / ${logs}::float8), level, code, 'What happened in step ' || n || ', told in a sentence of the usual length',
    case when n % 10 < 7 then 'recon_' || 1001 + (800.0 * n / ${logs})::int % 800 end, case when n % 2 = 0 then 'P' || n % 25 || '-' || 1 + n % 300000 end
from (
    select n, case when n % 20 = 0 then 'ERROR' when n % 10 = 3 then 'WARN' else 'INFO' end as level,
        case when n % 20 = 0 then (array['ITEM_FAILED', 'ITEM_FAILED', 'JOB_POSTPONED', 'WEBHOOK_FAILED'])[1 + n / 20 % 4] when n % 10 = 3 then 'VALUE_UNKNOWN'
            else (array['ITEM_REMOVED', 'JOB_FINISHED', 'DEAD_LETTER_CLOSED', 'USERS_DISCOVERED', 'JOB_STARTED'])[1 + n % 5] end as code
    from generate_series(${from}, ${to}) n) l;

insert into jira.dead_letter (connector_id, entity, jira_id, jira_key, reason, job_id, tries, first_at, last_at)
select 'bench', 'issue', (3000000 + n)::text, 'P' || n % 25 || '-' || 2000000 + n, 'storyPoints: "many" is no number', 'recon_' || 1001 + n % 20, 1 + n % 3,
    now() - interval '20 days' * (1 - n / 50000.0), now() - interval '20 days' * (1 - n / 50000.0)
from generate_series(1, 50000) n;

-- Eight days; the last are pending, and a later try of them is far away.
insert into jira.delivery (connector_id, identifier, received_at, event, outcome, finished_at, duplicates, run_after, issue_id, project_id)
select 'bench', 'delivery-' || n, at, case when n % 20 = 0 then 'reread' else 'jira:issue_updated' end,
    case when n > ${deliveries} - 200 then null else (array['applied', 'applied', 'applied', 'stale', 'ignored', 'out_of_scope'])[1 + n % 6] end,
    case when n <= ${deliveries} - 200 then at + interval '1 second' end, case when n % 97 = 0 then 1 else 0 end, now() + interval '10 years',
    1000000 + n * 9 * 3 / 2, 10000 + n % 25
from (select n, now() - interval '8 days' * (1 - n / ${deliveries}::float8) + interval '1 hour' as at from generate_series(1, ${deliveries}) n) d;

vacuum analyze;

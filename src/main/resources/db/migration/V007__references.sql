-- What an issue refers to by id (sprint:197, version:10001, customfield_10030:10201), so that a reconcile finds what changed without
-- a change of any issue: a renamed option or component, a deleted sprint of a board outside the scope.
alter table jira.item add column refs text[] not null default '{}';
update jira.item set refs =
    array(select 'sprint:' || e from jsonb_array_elements_text(case jsonb_typeof(fields -> 'sprints') when 'array' then fields -> 'sprints' else '[]' end) e)
    || array(select 'version:' || e from jsonb_array_elements_text(case jsonb_typeof(fields -> 'releases') when 'array' then fields -> 'releases' else '[]' end) e);
create index item_by_refs on jira.item using gin (refs);
drop index jira.item_by_releases;
drop index jira.item_by_sprints;

-- The text behind each reference as it was last seen; empty where only the id is mapped.
create table jira.reference (
    connector_id text not null references jira.connector on delete cascade,
    ref          text not null,
    shown        text not null,
    flips        int  not null default 0,  -- renames; one that is renamed time and again is no name and is not watched
    renamed_in   text,                     -- the last job that saw one
    primary key (connector_id, ref)
);

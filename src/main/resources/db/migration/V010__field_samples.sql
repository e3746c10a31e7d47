-- Lists of fields with samples, as Jira answered them, for the few minutes in which they may be shown again. Samples are personal
-- data: unlogged, they reach neither the write-ahead log nor a backup.
create unlogged table jira.field_sample (
    connector_id text        not null references jira.connector on delete cascade,
    question     text        not null,   -- digest of what was asked and of the scope's state
    fields       text        not null,   -- JSON
    asked_at     timestamptz not null,
    expires_at   timestamptz not null,
    primary key (connector_id, question)
);
create index field_sample_by_end on jira.field_sample (expires_at);

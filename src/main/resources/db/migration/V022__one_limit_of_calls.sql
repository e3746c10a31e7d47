-- Every call to a connector's site takes the next turn, whichever instance makes it: so the limit of requests a second is all instances'
-- together. Unlogged, because a turn is worth nothing a second later and its commit has to wait for no disk.
create unlogged table jira.call_turn (
    connector_id text primary key references jira.connector (id) on delete cascade,
    -- the turn that was given last; in the future while calls wait
    taken_at timestamptz not null
) with (fillfactor = 50);

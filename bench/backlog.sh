#!/usr/bin/env bash
# Fills the inbox while nobody drains it, starts the service, and measures how long it takes until all is applied and how much memory.
# Usage: bench/backlog.sh [deliveries=1000000] [heap=256m] [issues=20000]
# Environment: BENCH_READS=1 maps the description too, so that every issue has to be read afresh; BENCH_EXPLAIN=file for the plans of
# statements that take longer than 200 ms; BENCH_DATA=folder for the database, BENCH_KEEP=1 keeps the working folder.
set -euo pipefail
export LC_ALL=C

readonly DELIVERIES=${1:-1000000} HEAP=${2:-256m} ISSUES=${3:-20000} ID=bench WAIT=${BENCH_WAIT:-7200}
cd "$(dirname "$0")/.."
. bench/common.sh

[[ $DELIVERIES =~ ^[0-9]+$ && $ISSUES =~ ^[0-9]+$ && $HEAP =~ ^[0-9]+[kmgKMG]$ ]] || die "Usage: bench/backlog.sh [deliveries=1000000] [heap=256m] [issues=20000]"
prepare
problems=0

backlog() { java -Xmx1g -cp "$APP/lib/main/*" bench/Backlog.java "$1" "$(database)" "${@:2}"; }
pending() { call GET "$service/admin/connectors/$ID/webhooks/status" | jq .pending; }
sizes() {
    backlog sql "select string_agg(relname || ' ' || pg_size_pretty(size), ', ' order by size desc) from (
        select relname, pg_total_relation_size(oid) as size from pg_class where relnamespace = 'jira'::regnamespace and relkind = 'r'
        order by 2 desc limit 6) t"
}
check() {
    if [ "$2" = "$3" ]; then
        line "$1" "$2"
    else
        line "$1" "$2  <-- WRONG, expected $3"
        problems=$((problems + 1))
    fi
}

start_demo "$ISSUES" 0
start_service 512m
echo "# $DELIVERIES deliveries of $ISSUES issues, heap $HEAP${BENCH_READS:+, every issue read afresh}"
tell_machine
call POST "$service/admin/connectors" "$(jq -cn --arg id "$ID" --arg url "$demo" '{id: $id, name: "Bench", baseUrl: $url,
    timeZone: "UTC", auth: {type: "basic", email: "admin@demo.example", apiToken: "demo-token"}}')" >/dev/null
call PUT "$service/admin/connectors/$ID/scope" '{"projects":["ABC","XYZ"]}' >/dev/null
call PUT "$service/admin/connectors/$ID/mappings" "$(jq -cn --arg reads "${BENCH_READS:-}" '
    def rules: with_entries(.value |= {fieldId: .});
    {versionName: "bench", projects: ({name: "summary", status: "status", owner: "assignee"} | rules),
     stories: (({title: "summary", status: "status", assignee: "assignee", storyPoints: "customfield_10026",
        sprints: "customfield_10020", releases: "fixVersions", labels: "labels", components: "components", parent: "parent"}
        + if $reads == "" then {} else {description: "description"} end) | rules)}')" >/dev/null
await_job backfill_001
# entered by hand, so that nobody asks the demo site about it; no schedule may run meanwhile
call POST "$service/admin/connectors/$ID/webhooks/register" '{"mode":"manual","secret":"0123456789abcdef"}' >/dev/null
call PUT "$service/admin/connectors/$ID/settings" '{"reconcileWeekdayCron":null,"reconcileWeekendCron":null}' >/dev/null
# nobody drains an inbox that is leased
backlog sql "insert into jira.lease (name, owner, until) values ('inbox:$ID', 'bench', now() + interval '1 day')
    on conflict (name) do update set owner = 'bench', fence = default, until = now() + interval '1 day'" >/dev/null
begun=$SECONDS
backlog fill "$demo" "$ID" "$DELIVERIES" || die "The inbox was not filled"
line "filled in" "$((SECONDS - begun)) s"
total=$(pending)
line "deliveries that wait" "$total, $(backlog sql "select round(avg(octet_length(body))) from (select body from jira.delivery where outcome is null limit 1000) d") bytes each"
line "tables before" "$(sizes)"
explain 200
backlog sql "update jira.lease set until = now() + interval '25 seconds' where name = 'inbox:$ID'" >/dev/null
end "$service_pid"
call DELETE "$demo/demo/requests" >/dev/null
start_service "$HEAP"
while [ "$(pending)" = "$total" ]; do sleep 0.2; done
began=$(now_ms)
looks=0
: >"$work/live"
while left=$(pending) && [ "$left" -gt 0 ]; do
    [ $((looks++ % 12)) -ne 0 ] || {
        live_mb >>"$work/live"
        echo "  $(((($(now_ms) - began)) / 1000)) s: $left wait, RSS $(awk '/^VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$service_pid/status") MB, alive $(tail -n 1 "$work/live") MB"
    }
    [ $(($(now_ms) - began)) -lt $((WAIT * 1000)) ] || die "Not drained within $WAIT s"
    sleep "${BENCH_LOOK:-2}"
done
took=$(($(now_ms) - began))
live_mb >>"$work/live"
line "drained in" "$((took / 1000)) s, $((total * 1000 / took)) deliveries/s"
line "service: peak RSS" "$(rss_mb) MB with a heap of $HEAP"
line "service: most alive in the heap" "$(sort -n "$work/live" | tail -n 1) MB after full collections ($(wc -l <"$work/live") taken)"
line "service: CPU" "$(cpu_seconds) s"
line "requests to Jira" "$(call GET "$demo/demo/requests" | jq -c '{total, mostAtOnce}')"
line "tables after" "$(sizes)"
line "outcomes" "$(call GET "$service/admin/connectors/$ID/webhooks/status" | jq -c .outcomes24h)"
title() { backlog sql "select count(*) from jira.item where connector_id = '$ID' and coalesce(fields ->> 'title', fields ->> 'name') = '$1'"; }
items=$(backlog sql "select count(*) from jira.item where connector_id = '$ID'")
# rounds, of which the last lacks a few issues
last=$(((total + items - 1) / items))
if [ -z "${BENCH_READS:-}" ]; then
    # the last change of one issue in twenty never came
    late=$(backlog sql "select count(*) from jira.item where connector_id = '$ID' and jira_id % 20 = $last % 20")
    check "issues as the last delivery says" "$(title "Round $last")" "$((items - late))"
    check "issues whose last came late" "$(title "Round $((last - 1))")" "$late"
else
    check "issues as Jira has them" "$(backlog sql "select count(*) from jira.item where connector_id = '$ID' and coalesce(fields ->> 'title', fields ->> 'name') like 'Round%'")" 0
fi
check "dead letters" "$(call GET "$service/admin/connectors/$ID/dead-letters" | jq .totalElements)" 0
check "warnings and errors in the log" "$(grep -cE ' (WARN|ERROR|FATAL) +\[' "$work/service.log" || true)" 0
[ -z "${BENCH_EXPLAIN:-}" ] || cp "$work/service.log" "$BENCH_EXPLAIN"
[ "$problems" -eq 0 ] || die "$problems numbers are wrong, see above"

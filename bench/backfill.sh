#!/usr/bin/env bash
# Measures a first backfill, a reconcile with nothing changed and a reconcile with known changes, against the demo site.
# Usage: bench/backfill.sh [issues=100000] [latencyMs=0] [heap=256m]
# Environment: BENCH_WAIT=seconds that one job may take (3600), BENCH_KEEP=1 keeps the working folder.
set -euo pipefail
export LC_ALL=C

readonly ISSUES=${1:-100000} LATENCY=${2:-0} HEAP=${3:-256m}
readonly CHANGES=50 DELETIONS=5 ID=bench
readonly WAIT=${BENCH_WAIT:-3600}
cd "$(dirname "$0")/.."

problems=0
. bench/common.sh

for number in "$ISSUES" "$LATENCY"; do
    [[ $number =~ ^[0-9]+$ ]] || die "Usage: bench/backfill.sh [issues=100000] [latencyMs=0] [heap=256m]"
done
[[ $HEAP =~ ^[0-9]+[kmgKMG]$ ]] || die "The heap is a size like 256m, not $HEAP"
[ "$ISSUES" -ge 2000 ] || die "At least 2000 issues, so that $CHANGES changes and $DELETIONS deletions have room"
prepare

in_copy() {
    local entity total=0
    for entity in projects stories; do
        total=$((total + $(call GET "$service/admin/connectors/$ID/$entity?size=1" | jq .totalElements)))
    done
    echo "$total"
}

at_demo() { call GET "$demo/demo/state" | jq .issues; }

# Says it and remembers it; the exit status tells in the end.
check() {
    if [ "$2" = "$3" ]; then
        line "$1" "$2"
    else
        line "$1" "$2  <-- WRONG, expected $3"
        problems=$((problems + 1))
    fi
}

seconds() { awk -v ms="$1" 'BEGIN { printf "%.1f", ms / 1000 }'; }

tell_requests() {
    call GET "$demo/demo/requests" >"$work/requests.json"
    jq -r --argjson issues "$ISSUES" '
        def per: . * 1000 / $issues * 100 | round / 100;
        "  requests to Jira: \(.total), \(.total | per) per 1,000 issues, at most \(.mostAtOnce) at once",
        (.byEndpoint | to_entries | sort_by(-.value)[] | "    \(.value)\t\(.value | per)\t\(.key)")' "$work/requests.json"
}

# How long each stage was seen, which is right to half a second.
tell_stages() {
    line stages "$(awk -v end="$(now_ms)" '
        NR > 1 { took[stage] += $1 - at }
        { if (!($2 in took)) { took[$2] = 0; order[++n] = $2 } stage = $2; at = $1 }
        END { if (n) took[stage] += end - at; for (i = 1; i <= n; i++) printf("%s%s %.1f s", (i > 1 ? ", " : ""), order[i], took[order[i]] / 1000) }' \
        "$work/stages")"
}

# While a job runs, rarely, because a full collection stops the service for a moment.
looked() { [ $(($1 % 10)) -ne 0 ] || live_mb >>"$work/live"; }

tell_memory() {
    live_mb >>"$work/live"
    line "service: peak RSS" "$(rss_mb) MB with a heap of $HEAP (since the start)"
    line "service: most alive in the heap" "$(sort -n "$work/live" | tail -n 1) MB after full collections ($(wc -l <"$work/live") taken)"
    line "service: CPU" "$(cpu_seconds) s (since the start, database not counted)"
}

# ------------------------------------------------------------------------------------------------ start both
start_demo "$ISSUES" "$LATENCY"
start_service "$HEAP"

echo "# Backfill of $ISSUES issues, $LATENCY ms latency, heap $HEAP"
tell_machine
line "service: RSS before the backfill" "$(rss_mb) MB"

# ------------------------------------------------------------------------------------------------ backfill
call POST "$service/admin/connectors" "$(jq -cn --arg id "$ID" --arg url "$demo" '{id: $id, name: "Bench", baseUrl: $url,
    timeZone: "UTC", auth: {type: "basic", email: "admin@demo.example", apiToken: "demo-token"}}')" >/dev/null
call PUT "$service/admin/connectors/$ID/scope" '{"projects":["ABC","XYZ","TEAM"]}' >/dev/null
call DELETE "$demo/demo/requests" >/dev/null
began=$(now_ms)
call PUT "$service/admin/connectors/$ID/mappings" "$(jq -cn '
    def rules: with_entries(.value |= {fieldId: .});
    {versionName: "bench",
     projects: ({name: "summary", status: "status", owner: "assignee"} | rules),
     stories: ({title: "summary", description: "description", status: "status", assignee: "assignee",
        reporter: "reporter", storyPoints: "customfield_10026", sprints: "customfield_10020", releases: "fixVersions",
        labels: "labels", components: "components", parent: "parent", priority: "priority", type: "issuetype",
        createdAt: "created", updatedAt: "updated", dueDate: "duedate"} | rules)}')" >/dev/null
await_job backfill_001
took=$(($(now_ms) - began))
echo
echo "## First backfill"
line time "$(seconds "$took") s, $((ISSUES * 1000 / took)) issues/s"
tell_stages
tell_requests
tell_memory
line "job" "$(jq -c '{progress, conflicts, deadLetters, rateLimits}' "$work/job.json")"
check "issues in the copy" "$(in_copy)" "$(at_demo)"
line "database: tables and indexes" "$(du -sm "$data/postgresql/base" | cut -f1) MB, log of changes (WAL) $(du -sm "$data/postgresql/pg_wal" | cut -f1) MB"

# ------------------------------------------------------------------------------------------------ reconcile
# Leaves the time in $took.
reconcile() {
    local job
    call DELETE "$demo/demo/requests" >/dev/null
    began=$(now_ms)
    job=$(call POST "$service/admin/connectors/$ID/sync/reconcile" '{}' | jq -r .jobId)
    await_job "$job"
    took=$(($(now_ms) - began))
    line time "$(seconds "$took") s"
    tell_stages
    tell_requests
}

drift() { jq -c .drift "$work/job.json"; }

echo
echo "## Reconcile, nothing changed"
reconcile
check drift "$(drift)" '{"missed":0,"stale":0,"deleted":0}'

# An issue of the given kind with an id after a share of all; its key.
some_issue() {
    local from=$((20000 + 2 * ISSUES * $1 / 100))
    call GET "$demo/demo/truth/issues?from=$from&limit=100" \
        | jq -er "[.issues[] | select(.fields.issuetype | $2)][0].key" || die "No issue to change after $from"
}

echo
echo "## Reconcile, $CHANGES issues changed and $DELETIONS deleted without a webhook"
deleted=()
for ((i = 0; i < DELETIONS; i++)); do
    key=$(some_issue $((5 + i * 18)) '.subtask')
    call DELETE "$demo/demo/issues/$key?silent=true" >/dev/null
    deleted+=("$key")
done
changed=()
for ((i = 0; i < CHANGES; i++)); do
    key=$(some_issue $((i * 2)) '.hierarchyLevel == 0')
    call PATCH "$demo/demo/issues/$key?silent=true" "{\"summary\":\"Changed by the benchmark $i\"}" >/dev/null
    changed+=("$key")
done
reconcile
check drift "$(drift)" "{\"missed\":0,\"stale\":$CHANGES,\"deleted\":$DELETIONS}"
right=0
for ((i = 0; i < CHANGES; i++)); do
    title=$(call GET "$service/admin/connectors/$ID/stories?key=${changed[i]}" | jq -r '.content[0].fields.title // .content[0].title')
    [ "$title" = "Changed by the benchmark $i" ] && right=$((right + 1))
done
check "changes that arrived" "$right" "$CHANGES"
right=0
for key in "${deleted[@]}"; do
    [ "$(call GET "$service/admin/connectors/$ID/stories?key=$key" | jq .totalElements)" = 0 ] && right=$((right + 1))
done
check "deletions that arrived" "$right" "$DELETIONS"
check "issues in the copy" "$(in_copy)" "$(at_demo)"
tell_memory

echo
check "warnings and errors in the log" "$(grep -cE ' (WARN|ERROR|FATAL) +\[' "$work/service.log" || true)" 0
grep -E -A 3 ' (WARN|ERROR|FATAL) +\[' "$work/service.log" | head -n 20 || true
[ "$problems" -eq 0 ] || die "$problems numbers are wrong, see above"

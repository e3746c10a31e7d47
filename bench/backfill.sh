#!/usr/bin/env bash
# Measures a first backfill, a reconcile with nothing changed and a reconcile with known changes, against the demo site.
# Usage: bench/backfill.sh [issues=100000] [latencyMs=0] [heap=256m]
# Environment: BENCH_WAIT=seconds that one job may take (3600), BENCH_KEEP=1 keeps the working folder.
set -euo pipefail
export LC_ALL=C

readonly ISSUES=${1:-100000} LATENCY=${2:-0} HEAP=${3:-256m}
readonly CHANGES=50 DELETIONS=5 ID=bench ISSUER=bench
readonly WAIT=${BENCH_WAIT:-3600}
cd "$(dirname "$0")/.."
readonly APP=target/quarkus-app

work='' demo_pid='' service_pid='' demo='' service='' token='' problems=0

die() {
    printf 'bench: %s\n' "$*" >&2
    local log
    for log in "$work"/service.log "$work"/demo.log; do
        if [ -n "$work" ] && [ -s "$log" ]; then
            printf -- '--- the end of %s\n' "${log##*/}" >&2
            tail -n 25 "$log" >&2
        fi
    done
    exit 1
}

# Ends one process that this script started: politely, and by force after 40 seconds.
end() {
    local pid=$1 turn
    [ -n "$pid" ] || return 0
    kill "$pid" 2>/dev/null || return 0
    for turn in $(seq 400); do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.1
    done
    kill -9 "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
}

clean_up() {
    local status=$? postgres
    trap - EXIT
    end "$service_pid"
    end "$demo_pid"
    if [ -n "$work" ]; then
        # the service stops its database; after a crash of the service it is still there
        if postgres=$(head -n 1 "$work/data/postgresql/postmaster.pid" 2>/dev/null) && [ -n "$postgres" ]; then
            kill -INT "$postgres" 2>/dev/null || true
            sleep 2
        fi
        if [ "${BENCH_KEEP:-}" = 1 ]; then
            echo "Kept: $work" >&2
        else
            rm -rf "$work"
        fi
    fi
    exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

for number in "$ISSUES" "$LATENCY"; do
    [[ $number =~ ^[0-9]+$ ]] || die "Usage: bench/backfill.sh [issues=100000] [latencyMs=0] [heap=256m]"
done
[[ $HEAP =~ ^[0-9]+[kmgKMG]$ ]] || die "The heap is a size like 256m, not $HEAP"
[ "$ISSUES" -ge 2000 ] || die "At least 2000 issues, so that $CHANGES changes and $DELETIONS deletions have room"
for tool in java curl jq openssl git; do
    command -v "$tool" >/dev/null || die "$tool is needed"
done
[ -f "$APP/quarkus-run.jar" ] || die "$APP/quarkus-run.jar is missing; run ./mvnw package -DskipTests first"
work=$(mktemp -d)
touch "$work/demo.log" "$work/service.log"

# ------------------------------------------------------------------------------------------------ small helpers
now_ms() { date +%s%3N; }

# The first match of a pattern's group in a growing log; the process must live on meanwhile.
await() {
    local log=$1 pattern=$2 pid=$3 what=$4 turn found
    for turn in $(seq 600); do
        found=$(sed -nE "s#.*$pattern.*#\1#p" "$log" | head -n 1)
        [ -z "$found" ] || { echo "$found"; return; }
        kill -0 "$pid" 2>/dev/null || die "$what ended before it was ready"
        sleep 0.2
    done
    die "$what was not ready after two minutes"
}

# One call; the answer's body on stdout, anything but 2xx ends the benchmark.
call() {
    local method=$1 url=$2 body=${3-} status
    local options=(-sS --max-time 120 -X "$method" -o "$work/answer" -w '%{http_code}')
    [[ $url == "$service"/* ]] && options+=(-H "Authorization: Bearer $token")
    [ -n "$body" ] && options+=(-H 'Content-Type: application/json' --data-binary "$body")
    status=$(curl "${options[@]}" "$url") || die "$method $url: no answer"
    [[ $status == 2* ]] || die "$method $url: HTTP $status $(head -c 2000 "$work/answer")"
    cat "$work/answer"
}

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# Waits for a job; leaves its last status in $work/job.json and one line with its stage for each half second in $work/stages.
await_job() {
    local job=$1 deadline=$((SECONDS + WAIT)) status turn=0
    : >"$work/stages"
    while :; do
        kill -0 "$service_pid" 2>/dev/null || die "The service ended during $job"
        call GET "$service/admin/connectors/$ID/sync/status?jobId=$job" >"$work/job.json"
        status=$(jq -r .status "$work/job.json")
        case $status in
            COMPLETED) return ;;
            QUEUED | RUNNING)
                echo "$(now_ms) $(jq -r .stage "$work/job.json")" >>"$work/stages"
                [ $((++turn % 10)) -ne 0 ] || live_mb >>"$work/live" # rarely, because a full collection stops the service for a moment
                ;;
            *) die "$job ended as $status: $(jq -c . "$work/job.json")" ;;
        esac
        [ "$SECONDS" -lt "$deadline" ] || die "$job did not end within $WAIT s: $(jq -c . "$work/job.json")"
        sleep 0.5
    done
}

in_copy() {
    local entity total=0
    for entity in projects stories; do
        total=$((total + $(call GET "$service/admin/connectors/$ID/$entity?size=1" | jq .totalElements)))
    done
    echo "$total"
}

at_demo() { call GET "$demo/demo/state" | jq .issues; }

line() { printf '%-34s %s\n' "$1" "$2"; }

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

cpu_seconds() { awk -v hz="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); printf "%.0f", ($12 + $13) / hz }' "/proc/$service_pid/stat"; }
# How long each stage was seen, which is right to half a second.
tell_stages() {
    line stages "$(awk -v end="$(now_ms)" '
        NR > 1 { took[stage] += $1 - at }
        { if (!($2 in took)) { took[$2] = 0; order[++n] = $2 } stage = $2; at = $1 }
        END { if (n) took[stage] += end - at; for (i = 1; i <= n; i++) printf("%s%s %.1f s", (i > 1 ? ", " : ""), order[i], took[order[i]] / 1000) }' \
        "$work/stages")"
}

# What is alive in the heap after a full collection, in MB; "?" where the JDK has no jcmd.
live_mb() {
    command -v jcmd >/dev/null || { echo '?'; return; }
    jcmd "$service_pid" GC.class_histogram | awk '/^Total/ { printf "%.0f\n", $3 / 1048576 }'
}

rss_mb() { awk '/^VmHWM/ { printf "%.0f", $2 / 1024 }' "/proc/$service_pid/status"; }

tell_memory() {
    live_mb >>"$work/live"
    line "service: peak RSS" "$(rss_mb) MB with a heap of $HEAP (since the start)"
    line "service: most alive in the heap" "$(sort -n "$work/live" | tail -n 1) MB after full collections ($(wc -l <"$work/live") taken)"
    line "service: CPU" "$(cpu_seconds) s (since the start, database not counted)"
}

# ------------------------------------------------------------------------------------------------ start both
java -Xmx2g -cp "$APP/lib/main/*:$APP/lib/boot/*:$APP/app/*" io.zenem.jira.demo.DemoMain \
    --port=0 "--issues=$ISSUES" "--latency=$LATENCY" >"$work/demo.log" 2>&1 &
demo_pid=$!

openssl genrsa -out "$work/private.pem" 2048 2>/dev/null
openssl rsa -in "$work/private.pem" -pubout -out "$work/public.pem" 2>/dev/null
now=$(date +%s)
head=$(printf '{"alg":"RS256","typ":"JWT"}' | base64url)
claims=$(jq -cnj --arg iss "$ISSUER" --argjson now "$now" \
    '{iss: $iss, upn: "bench@example.com", groups: ["connector-admin"], iat: $now, exp: ($now + 86400)}' | base64url)
token=$head.$claims.$(printf '%s' "$head.$claims" | openssl dgst -sha256 -sign "$work/private.pem" -binary | base64url)

demo=$(await "$work/demo.log" 'Demo Jira site at (http://[^ ]+) with' "$demo_pid" "The demo site")

env -u QUARKUS_DATASOURCE_JDBC_URL -u QUARKUS_PROFILE -u QUARKUS_CONFIG_PROFILE -u JAVA_TOOL_OPTIONS \
    QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=0 \
    CONNECTOR_PUBLIC_URL=http://127.0.0.1 CONNECTOR_DATA_DIR="$work/data" CONNECTOR_DEMO_ENABLED=false \
    CONNECTOR_ALLOWED_HOSTS="${demo#http://}" \
    CONNECTOR_ENCRYPTION_KEY="$(openssl rand -base64 32)" \
    MP_JWT_VERIFY_PUBLICKEY_LOCATION="file://$work/public.pem" MP_JWT_VERIFY_ISSUER="$ISSUER" \
    java "-Xmx$HEAP" -jar "$APP/quarkus-run.jar" >"$work/service.log" 2>&1 &
service_pid=$!
service=$(await "$work/service.log" 'Listening on: (http://[0-9.:]+)' "$service_pid" "The service")

echo "# Backfill of $ISSUES issues, $LATENCY ms latency, heap $HEAP"
line machine "$(nproc) cores ($(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo)), $(awk '/MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo) GB, load $(cut -d' ' -f1 /proc/loadavg) at the start"
line java "$(java -version 2>&1 | sed -n 2p)"
line commit "$(git describe --always --dirty --abbrev=12)"
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

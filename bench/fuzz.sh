#!/usr/bin/env bash
# Sends generated inputs to the receiver and to every operation of the OpenAPI document, and fails for any 5xx, an answer outside the
# contract's error shape, one that takes seconds, an error in the log, and for memory, threads or files that grow.
# Usage: bench/fuzz.sh [inputs=1000000] [seed=1] [heap=256m] [first input=0]
# Environment: BENCH_CLIENTS=24, BENCH_LOG=file for the service's log, BENCH_KEEP=1 keeps the working folder.
set -euo pipefail
export LC_ALL=C

readonly INPUTS=${1:-1000000} SEED=${2:-1} HEAP=${3:-256m} FIRST=${4:-0} ID=fuzz WAIT=600
cd "$(dirname "$0")/.."
. bench/common.sh

[[ $INPUTS =~ ^[0-9]+$ && $SEED =~ ^[0-9]+$ && $FIRST =~ ^[0-9]+$ ]] || die "Usage: bench/fuzz.sh [inputs=1000000] [seed=1] [heap=256m] [first input=0]"
prepare
problems=0

send() { java -Xmx512m -cp "$APP/lib/main/*" bench/Fuzz.java "$service" "$token" "$demo" "$1" "$SEED" "${BENCH_CLIENTS:-24}" "$2" || problems=$((problems + 1)); }

# What a leak would make grow, when nothing is under way: MB alive in the heap, threads, open files.
measured() { echo "$(live_mb) $(awk '/^Threads/ { print $2 }' "/proc/$service_pid/status") $(find "/proc/$service_pid/fd" -mindepth 1 | wc -l)"; }

start_demo 60 0
# the demo site stands for Atlassian too, and has no limits
export CONNECTOR_JIRA_REQUESTS_PER_SECOND=100000 CONNECTOR_OAUTH_GATEWAY_URL="$demo" CONNECTOR_OAUTH_AUTHORIZE_URL="$demo/authorize" \
    CONNECTOR_OAUTH_TOKEN_URL="$demo/oauth/token" CONNECTOR_OAUTH_RESOURCES_URL="$demo/oauth/token/accessible-resources"
start_service "$HEAP"
echo "# $INPUTS inputs, seed $SEED, heap $HEAP"
tell_machine
# the first ones warm everything up
send $((INPUTS / 20 + 1000)) $((FIRST + 1000000000))
read -r heap threads files <<<"$(measured)"
send "$INPUTS" "$FIRST"
sleep 15
read -r heap_after threads_after files_after <<<"$(measured)"
line "service: alive in the heap" "$heap MB after warming up, $heap_after MB at the end"
line "service: threads, open files" "$threads, $files; at the end $threads_after, $files_after"
line "service: peak RSS" "$(rss_mb) MB"
line "service: CPU" "$(cpu_seconds) s"
[ "$heap_after" -le $((heap + 16)) ] && [ "$threads_after" -le $((threads + 10)) ] && [ "$files_after" -le $((files + 20)) ] || {
    line leak "<-- something grew"
    problems=$((problems + 1))
}
line "warnings" "$(grep -cE ' WARN +\[' "$work/service.log" || true)"
grep -E ' WARN +\[' "$work/service.log" | cut -c 25-200 | sed -E 's/[0-9]+/#/g' | sort | uniq -c | sort -rn | head -n 12 || true
if grep -qE ' (ERROR|FATAL) +\[|^\s+at [a-z]' "$work/service.log"; then
    line "errors" "$(grep -cE ' (ERROR|FATAL) +\[' "$work/service.log" || true) <-- there must be none"
    grep -E -A 12 ' (ERROR|FATAL) +\[' "$work/service.log" | cut -c 1-300 | head -n 60
    problems=$((problems + 1))
fi
[ -z "${BENCH_LOG:-}" ] || cp "$work/service.log" "$BENCH_LOG"
[ "$problems" -eq 0 ] || die "There are findings, see above"

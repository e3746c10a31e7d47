#!/usr/bin/env bash
# Compares what a backfill and two reconciles were said to cost (POST …/sync/forecast) with the requests that the demo site then counted.
# Usage: bench/forecast.sh [issues=100000] [heap=256m]
# Environment: BENCH_WAIT=seconds that one job may take (3600), BENCH_KEEP=1 keeps the working folder.
set -euo pipefail
export LC_ALL=C

readonly ISSUES=${1:-100000} HEAP=${2:-256m} ID=bench
readonly WAIT=${BENCH_WAIT:-3600}
cd "$(dirname "$0")/.."

problems=0
. bench/common.sh

[[ $ISSUES =~ ^[0-9]+$ && $HEAP =~ ^[0-9]+[kmgKMG]$ ]] || die "Usage: bench/forecast.sh [issues=100000] [heap=256m]"
prepare

# compare KIND BODY: a job of this body after its forecast.
compare() {
    local kind=$1 body=$2 told asked took
    call POST "$connector/sync/forecast" "$(jq -c --arg kind "$kind" '. + {kind: $kind}' <<<"$body")" >"$work/forecast.json"
    call DELETE "$demo/demo/requests" >/dev/null
    await_job "$(call POST "$connector/sync/$kind" "$body" | jq -r .jobId)"
    told=$(jq .requests "$work/forecast.json")
    asked=$(call GET "$demo/demo/requests" | jq .total)
    line "$kind $body" "forecast $told requests, took $asked ($(awk -v t="$told" -v a="$asked" 'BEGIN { printf "%+.1f %%", (t - a) * 100 / a }')), $(jq .issues "$work/forecast.json") issues"
    awk -v t="$told" -v a="$asked" 'BEGIN { exit !(t >= a * 0.9 && t <= a * 1.1) }' || problems=$((problems + 1))
}

start_demo "$ISSUES" 0
start_service "$HEAP"
connector=$service/admin/connectors/$ID
echo "# Forecasts over $ISSUES issues"
tell_machine
call POST "$service/admin/connectors" "$(jq -cn --arg id "$ID" --arg url "$demo" '{id: $id, name: "Bench", baseUrl: $url,
    timeZone: "UTC", auth: {type: "basic", email: "admin@demo.example", apiToken: "demo-token"}}')" >/dev/null
call PUT "$connector/scope" '{"projects":["ABC","XYZ","TEAM"]}' >/dev/null
call PUT "$connector/mappings" '{"versionName":"bench","projects":{"name":{"fieldId":"summary"},"status":{"fieldId":"status"}},
    "stories":{"title":{"fieldId":"summary"},"status":{"fieldId":"status"},"assignee":{"fieldId":"assignee"},"reporter":{"fieldId":"reporter"},
    "storyPoints":{"fieldId":"customfield_10026"},"sprints":{"fieldId":"customfield_10020"}}}' >/dev/null
await_job backfill_001


compare backfill '{}'
compare backfill '{"daysBack":200,"entities":["epic","issue"]}'
compare reconcile '{}'
compare reconcile '{"windowDays":200}'

[ "$problems" -eq 0 ] || die "$problems forecasts were wrong by more than a tenth"

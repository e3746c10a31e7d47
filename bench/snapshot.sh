#!/usr/bin/env bash
# Measures a snapshot of changes into a new sink (a file), during which the service is killed once: every entity has to arrive, and how many twice.
# Usage: bench/snapshot.sh [issues=100000] [heap=256m]
# Environment: BENCH_KEEP=1 keeps the working folder with the logs.
set -euo pipefail
export LC_ALL=C

readonly ISSUES=${1:-100000} HEAP=${2:-256m} ID=bench WAIT=${BENCH_WAIT:-3600}
cd "$(dirname "$0")/.."
. bench/common.sh

[[ $ISSUES =~ ^[0-9]+$ && $HEAP =~ ^[0-9]+[kmgKMG]$ ]] || die "Usage: bench/snapshot.sh [issues=100000] [heap=256m]"
prepare
waiting() { call GET "$service/admin/connectors/$ID/health" | jq .changes.pending; }
await_outbox() { while [ "$(waiting)" != 0 ]; do sleep 1; done; }
# kind and id of what arrived; a line that a kill cut off is none
arrived() { grep -E '^(project|story|release|sprint|user) [^ ]+ [0-9]+$' "$work/sink/changes" || true; }

start_demo "$ISSUES" 0
start_service "$HEAP"
echo "# a snapshot of the copy of $ISSUES issues, heap $HEAP"
tell_machine
call POST "$service/admin/connectors" "$(jq -cn --arg id "$ID" --arg url "$demo" '{id: $id, name: "Bench", baseUrl: $url,
    timeZone: "UTC", auth: {type: "basic", email: "admin@demo.example", apiToken: "demo-token"}}')" >/dev/null
call PUT "$service/admin/connectors/$ID/scope" '{"projects":["ABC","XYZ","TEAM"]}' >/dev/null
call PUT "$service/admin/connectors/$ID/mappings" '{"versionName":"bench","projects":{"name":{"fieldId":"summary"}},
    "stories":{"title":{"fieldId":"summary"},"status":{"fieldId":"status"},"assignee":{"fieldId":"assignee"},"labels":{"fieldId":"labels"}}}' >/dev/null
await_job backfill_001
call PUT "$service/admin/connectors/$ID/settings" '{"reconcileWeekdayCron":null,"reconcileWeekendCron":null}' >/dev/null
await_outbox
end "$service_pid"

# the new sink
mkdir -p "$data/routes" "$work/sink"
: >"$work/sink/changes"
cat >"$data/routes/entity-changed.camel.yaml" <<'ROUTE'
- route:
    id: entity-changed
    description: Notes each change in one file.
    routeConfigurationId: inner
    from:
      uri: direct:entity-changed
      steps:
        - setBody:
            simple:
              expression: "${variable.entity} ${variable.entityId} ${variable.changeId}"
        - to:
            uri: "file:{{bench.sink}}"
            parameters:
              fileName: changes
              fileExist: Append
              appendChars: "\\n"
ROUTE
export BENCH_SINK=$work/sink
start_service "$HEAP"
job=$(call POST "$service/admin/connectors/$ID/changes/snapshot" '' | jq -r .jobId)
began=$(now_ms)
while entities=$(call GET "$service/admin/connectors/$ID/sync/status?jobId=$job" | jq '.progress.entities // 0') && [ "$entities" = 0 ]; do sleep 0.2; done
while [ "$(wc -l <"$work/sink/changes")" -lt $((entities / 2)) ]; do
    kill -0 "$service_pid" 2>/dev/null || die "The service ended"
    sleep 0.2
done
line "entities" "$entities"
line "half of it after" "$((($(now_ms) - began) / 1000)) s, then kill -9"
kill -9 "$service_pid"
wait "$service_pid" 2>/dev/null || true
killed=$(now_ms) before=$(arrived | wc -l)
start_service "$HEAP"
while [ "$(arrived | wc -l)" -le "$before" ]; do sleep 0.2; done
line "goes on after" "$((($(now_ms) - killed) / 1000)) s, the start of the service among them"
await_job "$job"
await_outbox
took=$(($(now_ms) - began))
different=$(arrived | cut -d' ' -f1,2 | sort -u | wc -l)
line "all of it after" "$((took / 1000)) s, $((entities * 1000 / took)) entities a second"
line "arrived" "$(arrived | wc -l) messages, $different entities: $(arrived | cut -d' ' -f1 | sort | uniq -c | tr -s ' \n' ' ')"
line "service: peak RSS since the kill" "$(rss_mb) MB"
line "warnings and errors in the log" "$(grep -cE ' (WARN|ERROR|FATAL) +\[' "$work/service.log" || true)"
[ "$different" -eq "$entities" ] || die "$different entities of $entities arrived"

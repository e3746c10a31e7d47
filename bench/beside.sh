#!/usr/bin/env bash
# Measures this build beside an older commit, in turn, on the same machine: the CPU of a first backfill and of webhook deliveries, service and
# database together. Both sync the demo site of this build.
# Usage: ./mvnw package -DskipTests && bench/beside.sh COMMIT [issues=50000] [rounds=2] [seconds=20] [heap=256m]
# Environment: OLD_APP, a quarkus-app of that commit, where it is built already; BENCH_WAIT=seconds that one job may take (900).
set -euo pipefail
export LC_ALL=C

readonly OLD=${1:?Usage: bench/beside.sh COMMIT [issues=50000] [rounds=2] [seconds=20] [heap=256m]}
readonly ISSUES=${2:-50000} ROUNDS=${3:-2} SENT_FOR=${4:-20} HEAP=${5:-256m} ID=bench WAIT=${BENCH_WAIT:-900} SECRET=0123456789abcdef
cd "$(dirname "$0")/.."
. bench/common.sh
prepare
new_app=$APP old_app=${OLD_APP:-}
if [ -z "$old_app" ]; then
    mkdir "$work/old"
    git archive "$OLD" | tar -x -C "$work/old"
    (cd "$work/old" && ./mvnw -B -ntp -q package -Dmaven.test.skip=true -Dspotless.check.skip=true)
    old_app=$work/old/target/quarkus-app
fi

cpu() { echo "$(cpu_of "$service_pid") $(cpu_of_database)"; }
# What was taken since, of service and database, in words; so many deliveries went with it.
cpu_since() { awk -v sent="${2:-0}" '{ all = $3 - $1 + $4 - $2; printf "%.1f s of CPU (service %.1f, database %.1f)", all, $3 - $1, $4 - $2; if (sent) printf ", %.0f a second of CPU", sent / all }' <<<"$1 $(cpu)"; }
send() { java -Xmx512m -cp "$APP/lib/main/*" bench/Deliveries.java "$service/webhooks/jira/$ID" "$SECRET" "$demo" 8 "$1"; }

# Waits until so many deliveries came in and none waits.
await_deliveries() {
    local until=$((SECONDS + WAIT)) events pending
    while read -r events pending < <(webhooks | jq -r '"\(.events24h) \(.pending)"') && { [ "$events" -lt "$1" ] || [ "$pending" -gt 0 ]; }; do
        [ "$SECONDS" -lt "$until" ] || die "$events of $1 deliveries came in, $pending wait"
        sleep 1
    done
}

# measure NAME QUARKUS-APP
measure() {
    local from began took sent warm before
    rm -rf "$data" && mkdir "$data" && openssl rand -base64 32 >"$data/bench.key"
    call DELETE "$demo/demo/requests" >/dev/null
    SERVICE_APP=$2 start_service "$HEAP"
    call POST "$service/admin/connectors" "$(jq -cn --arg id "$ID" --arg url "$demo" '{id: $id, name: "Bench", baseUrl: $url,
        timeZone: "UTC", auth: {type: "basic", email: "admin@demo.example", apiToken: "demo-token"}}')" >/dev/null
    call PUT "$service/admin/connectors/$ID/settings" '{"reconcileWeekdayCron":null,"reconcileWeekendCron":null}' >/dev/null
    call PUT "$service/admin/connectors/$ID/scope" '{"projects":["ABC","XYZ","TEAM"]}' >/dev/null
    from=$(cpu) began=$(now_ms)
    # all of it stands in a delivery's body, so that the second part asks Jira for nothing
    call PUT "$service/admin/connectors/$ID/mappings" "$(jq -cn '
        def rules: with_entries(.value |= {fieldId: .});
        {versionName: "bench", projects: ({name: "summary", status: "status", owner: "assignee"} | rules),
         stories: ({title: "summary", status: "status", assignee: "assignee", storyPoints: "customfield_10026", releases: "fixVersions",
            labels: "labels", components: "components", priority: "priority", type: "issuetype", updatedAt: "updated", dueDate: "duedate"} | rules)}')" >/dev/null
    await_job backfill_001
    took=$(($(now_ms) - began))
    line "$1: first backfill" "$((took / 1000)).$((took % 1000 / 100)) s, $(cpu_since "$from"), peak RSS $(rss_mb) MB, $(call GET "$demo/demo/requests" | jq .total) requests"
    call POST "$service/admin/connectors/$ID/webhooks/register" "{\"mode\":\"manual\",\"secret\":\"$SECRET\"}" >/dev/null
    # what is compiled, and what the database has in memory, are alike in both
    read -r warm _ < <(send 45)
    await_deliveries "$warm"
    call DELETE "$demo/demo/requests" >/dev/null
    from=$(cpu)
    read -r sent _ < <(send "$SENT_FOR")
    await_deliveries $((warm + sent))
    line "$1: deliveries" "$sent applied, $(cpu_since "$from" "$sent"), $(call GET "$demo/demo/requests" | jq .total) requests"
    end "$service_pid"
}

start_demo "$ISSUES" 0
echo "# This build beside $OLD, $ISSUES issues, deliveries for $SENT_FOR s, heap $HEAP"
tell_machine
for ((round = 0; round < ROUNDS; round++)); do
    measure "$OLD" "$old_app"
    measure "this build" "$new_app"
done

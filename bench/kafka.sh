#!/usr/bin/env bash
# Measures how many deliveries are taken and applied, a second and a second of CPU, with Kafka in front of the inbox and without it, one
# after the other on the same machine.
# Usage: bench/kafka.sh [seconds=30] [clients=32] [heap=512m]; the broker is the tests' own (target/test-classes), a process beside.
# Environment: TEST_CLASSPATH, where ./mvnw dependency:build-classpath must not be run.
set -euo pipefail
export LC_ALL=C

readonly SECONDS_SENT=${1:-30} CLIENTS=${2:-32} HEAP=${3:-512m} ID=bench WAIT=${BENCH_WAIT:-900} SECRET=0123456789abcdef
cd "$(dirname "$0")/.."
. bench/common.sh

[[ $SECONDS_SENT =~ ^[0-9]+$ && $CLIENTS =~ ^[0-9]+$ && $HEAP =~ ^[0-9]+[kmgKMG]$ ]] || die "Usage: bench/kafka.sh [seconds=30] [clients=32] [heap=512m]"
[ -d target/test-classes ] || die "target/test-classes is missing; run ./mvnw package -DskipTests first"
prepare
broker_pid=''

cpu_of_broker() { if [ -n "$broker_pid" ]; then cpu_of "$broker_pid"; else echo 0; fi; }

start_broker() {
    local classpath=${TEST_CLASSPATH:-$work/classpath} name
    : >"$work/broker.log"
    [ -n "${TEST_CLASSPATH:-}" ] || ./mvnw -B -ntp -q dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$classpath"
    java -Xmx512m -cp "target/test-classes:$(cat "$classpath")" io.zenem.jira.routes.KafkaBroker >"$work/broker.log" 2>&1 &
    broker_pid=$!
    others+=("$broker_pid")
    for name in CONNECTOR_INBOX_KAFKA_BROKERS CAMEL_COMPONENT_KAFKA_SECURITY_PROTOCOL CAMEL_COMPONENT_KAFKA_SASL_MECHANISM CAMEL_COMPONENT_KAFKA_SASL_JAAS_CONFIG; do
        export "$name=$(await "$work/broker.log" "$name=(.*)" "$broker_pid" "The broker")"
    done
}

# measure NAME: sends for so long, then waits until all is applied
measure() {
    local began applied_from service_cpu database_cpu broker_cpu sent refused rate p50 p99 took before total
    # what is compiled, and what the database has in memory, are alike in both
    java -Xmx512m -cp "$APP/lib/main/*" bench/Deliveries.java "$service/webhooks/jira/$ID" "$SECRET" "$demo" "$CLIENTS" 15 >/dev/null
    while [ "$(webhooks | jq .pending)" != 0 ]; do sleep 0.5; done
    sleep 2
    before=$(webhooks | jq .events24h)
    service_cpu=$(cpu_of "$service_pid") database_cpu=$(cpu_of_database) broker_cpu=$(cpu_of_broker) began=$(now_ms)
    read -r sent refused rate p50 p99 < <(java -Xmx512m -cp "$APP/lib/main/*" bench/Deliveries.java "$service/webhooks/jira/$ID" "$SECRET" "$demo" "$CLIENTS" "$SECONDS_SENT")
    total=$((before + sent))
    while read -r events pending < <(webhooks | jq -r '"\(.events24h) \(.pending)"') && { [ "$events" -lt "$total" ] || [ "$pending" -gt 0 ]; }; do
        [ $(($(now_ms) - began)) -lt $((WAIT * 1000)) ] || die "$1: $events of $total came in, $pending wait"
        sleep 1
    done
    took=$(($(now_ms) - began))
    service_cpu=$(awk "BEGIN { print $(cpu_of "$service_pid") - $service_cpu }")
    database_cpu=$(awk "BEGIN { print $(cpu_of_database) - $database_cpu }")
    broker_cpu=$(awk "BEGIN { print $(cpu_of_broker) - $broker_cpu }")
    line "$1: answered 202" "$sent, $rate/s, p50 $p50 ms, p99 $p99 ms; otherwise $refused"
    line "$1: all applied after" "$(awk "BEGIN { printf \"%.1f s, %.0f/s\", $took / 1000, $sent * 1000 / $took }")"
    line "$1: CPU" "$(awk "BEGIN { printf \"service %.1f s, database %.1f s, broker %.1f s: %.0f deliveries a second of CPU\", $service_cpu, $database_cpu, $broker_cpu, $sent / ($service_cpu + $database_cpu + $broker_cpu) }")"
    line "$1: outcomes" "$(webhooks | jq -c .outcomes24h)"
}

start_demo 300 0
make_token
echo "# deliveries for $SECONDS_SENT s by $CLIENTS clients, heap $HEAP"
tell_machine
start_service "$HEAP"
call POST "$service/admin/connectors" "$(jq -cn --arg id "$ID" --arg url "$demo" '{id: $id, name: "Bench", baseUrl: $url,
    timeZone: "UTC", auth: {type: "basic", email: "admin@demo.example", apiToken: "demo-token"}}')" >/dev/null
call PUT "$service/admin/connectors/$ID/scope" '{"projects":["ABC","XYZ"]}' >/dev/null
# all of it stands in a delivery's body
call PUT "$service/admin/connectors/$ID/mappings" '{"versionName":"bench","projects":{"name":{"fieldId":"summary"}},"stories":{"title":{"fieldId":"summary"}}}' >/dev/null
await_job backfill_001
call POST "$service/admin/connectors/$ID/webhooks/register" "{\"mode\":\"manual\",\"secret\":\"$SECRET\"}" >/dev/null
call PUT "$service/admin/connectors/$ID/settings" '{"reconcileWeekdayCron":null,"reconcileWeekendCron":null}' >/dev/null
measure PostgreSQL
end "$service_pid"
start_broker
start_service "$HEAP"
measure Kafka
line "warnings and errors in the log" "$(grep -cE ' (WARN|ERROR|FATAL) +\[' "$work/service.log" || true)"

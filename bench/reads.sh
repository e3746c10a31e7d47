#!/usr/bin/env bash
# Measures every GET of the API over HTTP on a copy of a million stories. Usage: bench/reads.sh [runs=200] [heap=512m] [part of an operation or case]
# Environment: BENCH_STORIES=1000000, BENCH_CLIENTS="1 4", BENCH_DATA=folder that keeps the filled database and is used again,
# BENCH_EXPLAIN=file for the plans (EXPLAIN ANALYZE, BUFFERS) of statements that take longer than 25 ms, BENCH_KEEP=1 keeps the working folder.
set -euo pipefail
export LC_ALL=C

readonly RUNS=${1:-200} HEAP=${2:-512m} PART=${3:-} ID=bench WAIT=600
readonly STORIES=${BENCH_STORIES:-1000000} SCALED=("users=100000" "sprints=10000" "releases=5000" "logs=1000000" "deliveries=100000")
cd "$(dirname "$0")/.."
. bench/common.sh

[[ $RUNS =~ ^[0-9]+$ && $STORIES =~ ^[0-9]+$ ]] || die "Usage: bench/reads.sh [runs=200] [heap=512m] [part of an operation or case]"
prepare
readonly JAVA=(java -Xmx512m -cp "$APP/lib/main/*" bench/Reads.java)

make_connector() {
    call POST "$service/admin/connectors" "$(jq -cn --arg id "$ID" --arg url "$demo" '{id: $id, name: "Bench", baseUrl: $url,
        timeZone: "UTC", auth: {type: "basic", email: "admin@demo.example", apiToken: "demo-token"}}')" >/dev/null
    call PUT "$service/admin/connectors/$ID/scope" '{"projects":["ABC","XYZ","TEAM"]}' >/dev/null
    call PUT "$service/admin/connectors/$ID/mappings" "$(jq -cn '
        def rules: with_entries(.value |= {fieldId: .});
        {versionName: "v1", projects: ({name: "summary", status: "status", owner: "assignee"} | rules),
         stories: ({title: "summary", status: "status", assignee: "assignee", sprints: "customfield_10020"} | rules | .status.enumMap = {Done: "DONE"})}')" >/dev/null
    await_job backfill_001
    # no job may run while reads are measured; a demo site that was started again has lost its webhook, so this one is not watched
    call POST "$service/admin/connectors/$ID/webhooks/register" '{"mode":"manual","secret":"0123456789abcdef"}' >/dev/null
    call PUT "$service/admin/connectors/$ID/settings" '{"reconcileWeekdayCron":null,"reconcileWeekendCron":null}' >/dev/null
}

start_demo 300 0 "$(cat "$data/bench.port" 2>/dev/null || echo 0)"
start_service "$HEAP"
echo "# Reads on a copy of $STORIES stories, ${SCALED[*]}"
tell_machine
if [ ! -s "$data/bench.port" ]; then
    make_connector
    begun=$SECONDS
    # one item in twenty is an epic
    "${JAVA[@]}" fill "$(database)" bench/fill.sql "items=$((STORIES * 20 / 19 + 1))" "${SCALED[@]}" || die "The database was not filled"
    line "filled in" "$((SECONDS - begun)) s"
    echo "${demo##*:}" >"$data/bench.port"
fi
# the plans are of all statements, those of statements inside functions too; measuring them takes time of its own
explain 25
# from a cold start, with the pool's connections new
end "$service_pid"
start_service "$HEAP"
day() { date -u -d "$1" +%Y-%m-%dT%H:%M:%S; }
sed -e "s#@C#/admin/connectors/$ID#g" -e "s#@HOUR#$(day '-1 hour')#g" -e "s#@DAY#$(day '-1 day')#g" -e "s#@WEEK#$(day '-7 days')#g" \
    -e "s#@MONTH#$(day '-30 days')#g" -e "s#@YEAR#$(day '-365 days')#g" -e "s#@EVER#2000-01-01T00:00:00#g" -e "s#@NEVER#2999-01-01T00:00:00#g" \
    -e "s#@KEY#P4-500004#g" bench/reads.cases >"$work/cases"
slow=0
for clients in ${BENCH_CLIENTS:-1 4}; do
    "${JAVA[@]}" measure "$service" "$token" "$work/cases" "$RUNS" "$clients" "$service_pid,$(head -n 1 "$data/postgresql/postmaster.pid")" "$PART" || slow=1
done
[ -z "${BENCH_EXPLAIN:-}" ] || cp "$work/service.log" "$BENCH_EXPLAIN"
line "database" "$(du -sh "$data/postgresql" | cut -f1)"
exit "$slow"

#!/usr/bin/env bash
# Shows that two versions may run side by side on one database: two instances of an older commit, a rolling update to the present build, and
# the same way back, while issues change at Jira and jobs run. Whatever runs answers and complains of nothing, and in the end the copy is exact.
# Usage: ./mvnw package -DskipTests && deploy/check-upgrade.sh COMMIT [issues=2000]
# Environment: OLD_APP, a quarkus-app of that commit, where it is built already; PG, folder of PostgreSQL's programs (15 to 17).
set -euo pipefail
export LC_ALL=C
readonly OLD=${1:?Usage: deploy/check-upgrade.sh COMMIT [issues=2000]} ISSUES=${2:-2000} ID=upgrade WAIT=900
cd "$(dirname "$0")/.."
. bench/common.sh
prepare
old_app=${OLD_APP:-}
if [ -z "$old_app" ]; then
    mkdir "$work/old"
    git archive "$OLD" | tar -x -C "$work/old"
    (cd "$work/old" && ./mvnw -B -ntp -q package -Dmaven.test.skip=true -Dspotless.check.skip=true)
    old_app=$work/old/target/quarkus-app
fi
edits_pid='' other_pid=''
start_postgres
make_database upgrade
start_demo "$ISSUES" 0
make_token
# Jira tries again soon, when the instance that takes deliveries is there again
call PUT "$demo/demo/faults" '{"webhookRetryDelayMs":2000}' >/dev/null
front=$(free_port) back=$(free_port)

# An instance: which build, which port; its number is in $pid then.
launch() {
    on_postgres upgrade "$2" java -Xmx256m -jar "$1/quarkus-run.jar" >>"$work/$2.log" 2>&1 &
    pid=$!
    others+=("$pid")
    local turn
    for turn in $(seq 600); do
        curl -fso /dev/null "http://127.0.0.1:$2/q/health/ready" && return
        kill -0 "$pid" 2>/dev/null || { tail -n 25 "$work/$2.log" >&2; die "$1 ended before it was ready"; }
        sleep 0.2
    done
    die "$1 was not ready after two minutes"
}
front() { end "$service_pid"; launch "$1" "$front"; service_pid=$pid; service=http://127.0.0.1:$front; }
back() { end "$other_pid"; launch "$1" "$back"; other_pid=$pid; }

# Changes at Jira that never stop: a line for each in $work/edits.
edit_on_and_on() {
    local key
    while :; do
        for key in $(shuf -n 50 "$work/keys"); do
            curl -fsS -o /dev/null -X PATCH -H 'Content-Type: application/json' -d "{\"summary\":\"Change $RANDOM\"}" "$demo/demo/issues/$key" && echo "$key" >>"$work/edits"
            sleep 0.05
        done
    done
}
# What admins and readers ask, of both instances; and a job that either may take.
use() {
    local port
    for port in "$front" "$back"; do
        service=http://127.0.0.1:$port
        for path in "" /overview /stories?size=50 /projects /releases /sprints /health /webhooks/status /sync/jobs /users /logs /dead-letters /fields; do
            call GET "$service/admin/connectors/$ID$path" >/dev/null
        done
        await_job "$(call POST "$service/admin/connectors/$ID/sync/reconcile" '{"windowDays":2}' | jq -r .jobId)"
        await_job "$(call POST "$service/admin/connectors/$ID/sync/backfill" '{"daysBack":30}' | jq -r .jobId)"
    done
    service=http://127.0.0.1:$front
    line "$1" "both answer, four jobs done, $(wc -l <"$work/edits") changes at Jira so far, schema $(psql_on upgrade 'select max(version::int) from flyway_schema_history where version is not null')"
}

tell_machine
line "older commit" "$(git describe --always --abbrev=12 "$OLD")"
front "$old_app"
back "$old_app"
call POST "$service/admin/connectors" "$(jq -cn --arg id "$ID" --arg url "$demo" \
    '{id: $id, name: "Upgrade", baseUrl: $url, auth: {type: "basic", email: "admin@demo.example", apiToken: "demo-token"}}')" >/dev/null
call PUT "$service/admin/connectors/$ID/scope" '{"projects":["ABC","XYZ"]}' >/dev/null
call PUT "$service/admin/connectors/$ID/mappings" '{"versionName":"v1","projects":{"name":{"fieldId":"summary"}},
    "stories":{"title":{"fieldId":"summary"},"status":{"fieldId":"status"},"description":{"fieldId":"description"},"parent":{"fieldId":"parent"}}}' >/dev/null
await_job backfill_001
call POST "$service/admin/connectors/$ID/webhooks/register" '{}' >/dev/null
psql_on upgrade "select jira_key from jira.item" >"$work/keys"
: >"$work/edits"
edit_on_and_on &
edits_pid=$!
others+=("$edits_pid")
use "older and older"
back "$APP"
use "older and present"
front "$APP"
use "present and present"
back "$old_app"
use "present and older, on the way back"
front "$old_app"
use "older and older again"
end "$edits_pid"
edits_pid=''
# what was delivered last
sleep 10
for turn in $(seq 300); do
    [ "$(call GET "$service/admin/connectors/$ID/webhooks/status" | jq .pending)" != 0 ] || break
    sleep 1
done
await_job "$(call POST "$service/admin/connectors/$ID/sync/reconcile" '{"windowDays":3650}' | jq -r .jobId)"
line "drift in the end" "$(jq -c .drift "$work/job.json")"
line "deliveries" "$(call GET "$service/admin/connectors/$ID/webhooks/status" | jq -c .outcomes24h)"
# that the schema is a later one's is as it should be on the way back; a connection that comes while a server closes is nobody's fault
complaints=$(cat "$work/$front.log" "$work/$back.log" | grep -E ' (WARN|ERROR|FATAL) +\[' | grep -vE 'newer than the latest available migration|Failed to register an accepted channel' || true)
line "warnings and errors in the logs" "$(grep -c . <<<"$complaints" || true)"
[ "$(jq -c .drift "$work/job.json")" = '{"missed":0,"stale":0,"deleted":0}' ] || die "the copy was not exact"
[ "$(call GET "$service/admin/connectors/$ID/dead-letters" | jq .totalElements)" = 0 ] || die "there are dead letters"
[ -z "$complaints" ] || { head -n 20 <<<"$complaints" >&2; die "an instance complained"; }
echo "They may run side by side."

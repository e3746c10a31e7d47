#!/usr/bin/env bash
# Shows that a backup is one: fills a copy from the demo site, dumps the database, restores it into another one, and starts the service on
# that with the same encryption key. Everything must be there and the secrets must open; with another key they must not. Then the worst case:
# the database is lost and the copy comes afresh from Jira.
# Usage: ./mvnw package -DskipTests && deploy/check-backup.sh [issues=2000]; PG=folder of initdb, pg_dump and the like (15 to 17).
set -euo pipefail
export LC_ALL=C
readonly ISSUES=${1:-2000} ID=backup WAIT=900
cd "$(dirname "$0")/.."
. bench/common.sh
[ -x "$PG/pg_restore" ] || die "$PG has no pg_restore; set PG to the folder of PostgreSQL's programs"
prepare

start_postgres
for name in first restored empty; do make_database "$name"; done

# on DATABASE [KEY]: the service on this database, in place of the one that runs
on() {
    end "$service_pid"
    : >"$work/service.log"
    BENCH_KEY=${2:-} on_postgres "$1" 0 java -Xmx256m -jar "$APP/quarkus-run.jar" >"$work/service.log" 2>&1 &
    service_pid=$!
    service=$(await "$work/service.log" 'Listening on: (http://[0-9.:]+)' "$service_pid" "The service")
}
connect() {
    call POST "$service/admin/connectors" "$(jq -cn --arg id "$ID" --arg url "$demo" \
        '{id: $id, name: "Backup", baseUrl: $url, auth: {type: "basic", email: "admin@demo.example", apiToken: "demo-token"}}')" >/dev/null
    call PUT "$service/admin/connectors/$ID/scope" '{"projects":["ABC","XYZ","TEAM"]}' >/dev/null
    call PUT "$service/admin/connectors/$ID/mappings" '{"versionName":"v1","projects":{"name":{"fieldId":"summary"}},
        "stories":{"title":{"fieldId":"summary"},"status":{"fieldId":"status"},"description":{"fieldId":"description"}}}' >/dev/null
    await_job backfill_001
}
# rows of the copy with all that they show
fingerprint() { psql_on "$1" "select md5(string_agg(i::text, '' order by jira_id)) from (select jira_id, jira_key, fields from jira.item) i"; }
reconcile() {
    await_job "$(call POST "$service/admin/connectors/$ID/sync/reconcile" '{"windowDays":3650}' | jq -r .jobId)"
    jq -c .drift "$work/job.json"
}
nothing='{"missed":0,"stale":0,"deleted":0}'

start_demo "$ISSUES" 0
make_token
on first
connect
before=$(fingerprint first)
began=$(now_ms)
"$PG/pg_dump" -h "$work/socket" -p "$pgport" -U postgres -Fc -d first -f "$work/backup.dump"
line "pg_dump, with the service at work" "$(($(now_ms) - began)) ms, $(($(stat -c %s "$work/backup.dump") / 1024)) KB for $ISSUES issues"
began=$(now_ms)
"$PG/pg_restore" -h "$work/socket" -p "$pgport" -U postgres --exit-on-error --single-transaction -d restored "$work/backup.dump"
line pg_restore "$(($(now_ms) - began)) ms"
[ "$(fingerprint restored)" = "$before" ] || die "the restored copy is another one"

on restored
call POST "$service/admin/connectors/$ID/test" '' | jq -e '.account // .displayName // .user // .' >/dev/null
drift=$(reconcile)
[ "$drift" = "$nothing" ] || die "after the restore a reconcile found $drift"
line "restored, with its key" "the secrets open, and a reconcile finds nothing to do"

on restored "$(openssl rand -base64 32)"
status=$(curl -sS -o "$work/answer" -w '%{http_code}' -X POST -H "Authorization: Bearer $token" "$service/admin/connectors/$ID/test")
[ "$status" = 409 ] || die "with another key the test was answered $status"
line "restored, with another key" "409: $(jq -r .message "$work/answer")"

began=$(now_ms)
on empty
connect
line "database lost, copied from Jira" "$(($(now_ms) - began)) ms with the start, for $ISSUES issues"
[ "$(fingerprint empty)" = "$before" ] || die "the new copy is another one"
echo "The backup holds."

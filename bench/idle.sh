#!/usr/bin/env bash
# Measures what the service costs while nothing happens (transactions and CPU), and how soon a delivery is applied that comes then.
# Usage: bench/idle.sh [seconds=60] [deliveries=100] [heap=256m]
# Environment: BENCH_KEEP=1 keeps the working folder with the logs.
set -euo pipefail
export LC_ALL=C

readonly SECONDS_IDLE=${1:-60} DELIVERIES=${2:-100} HEAP=${3:-256m} ID=bench WAIT=${BENCH_WAIT:-600} SECRET=0123456789abcdef
cd "$(dirname "$0")/.."
. bench/common.sh

[[ $SECONDS_IDLE =~ ^[0-9]+$ && $DELIVERIES =~ ^[0-9]+$ && $HEAP =~ ^[0-9]+[kmgKMG]$ ]] || die "Usage: bench/idle.sh [seconds=60] [deliveries=100] [heap=256m]"
prepare
sql() { java -Xmx64m -cp "$APP/lib/main/*" bench/Backlog.java sql "$(database)" "$1"; }
ticks() { awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$service_pid/stat"; }
transactions() { sql "select xact_commit + xact_rollback from pg_stat_database where datname = current_database()"; }

start_demo 300 0
start_service "$HEAP"
echo "# idle for $SECONDS_IDLE s, then $DELIVERIES deliveries, heap $HEAP"
tell_machine
call POST "$service/admin/connectors" "$(jq -cn --arg id "$ID" --arg url "$demo" '{id: $id, name: "Bench", baseUrl: $url,
    timeZone: "UTC", auth: {type: "basic", email: "admin@demo.example", apiToken: "demo-token"}}')" >/dev/null
call PUT "$service/admin/connectors/$ID/scope" '{"projects":["ABC","XYZ"]}' >/dev/null
call PUT "$service/admin/connectors/$ID/mappings" '{"versionName":"bench","projects":{"name":{"fieldId":"summary"}},"stories":{"title":{"fieldId":"summary"}}}' >/dev/null
await_job backfill_001
call POST "$service/admin/connectors/$ID/webhooks/register" "{\"mode\":\"manual\",\"secret\":\"$SECRET\"}" >/dev/null
# until the compiler has what runs all the time
sleep 120

before=$(transactions) began=$(now_ms) cpu=$(ticks)
sleep "$SECONDS_IDLE"
cpu=$(($(ticks) - cpu)) took=$(($(now_ms) - began))
after=$(transactions)
line "idle: transactions a second" "$(awk -v n=$((after - before)) -v ms="$(($(now_ms) - began))" 'BEGIN { printf "%.1f", n * 1000 / ms }')"
line "idle: CPU of the service" "$(awk -v t="$cpu" -v hz="$(getconf CLK_TCK)" -v ms="$took" 'BEGIN { printf "%.2f %% of a core", t / hz * 100000 / ms }')"

issue=$(call GET "$demo/demo/truth/issues?limit=1&from=0" | jq -c '.issues[0]')
for n in $(seq "$DELIVERIES"); do
    jq -cnj --argjson issue "$issue" --argjson n "$n" '($issue | .fields.summary = "Change \($n)"
        | .fields.updated = ((now + $n) | floor | strftime("%Y-%m-%dT%H:%M:%S.000+0000"))) as $changed
        | {timestamp: ((now * 1000) | floor), webhookEvent: "jira:issue_updated", issue_event_type_name: "issue_generic", issue: $changed}' >"$work/body"
    curl -fsS -o /dev/null -H 'Content-Type: application/json' -H "X-Atlassian-Webhook-Identifier: bench-$n" \
        -H "X-Hub-Signature: sha256=$(openssl dgst -sha256 -hmac "$SECRET" -r "$work/body" | cut -d' ' -f1)" \
        --data-binary "@$work/body" "$service/webhooks/jira/$ID" || die "A delivery was refused"
    # at any moment between two looks of the service
    sleep "0.$((RANDOM % 9))$((RANDOM % 10))"
done
sleep 3
line "deliveries: outcomes" "$(call GET "$service/admin/connectors/$ID/webhooks/status" | jq -c .outcomes24h)"
line "deliveries: until applied" "$(sql "select format('p50 %s ms, p95 %s ms, at most %s ms', p[1]::int, p[2]::int, p[3]::int) from (
    select percentile_disc(array[0.5, 0.95, 1]) within group (order by extract(epoch from finished_at - received_at) * 1000) as p
    from jira.delivery where identifier like 'bench-%') d")"
line "warnings and errors in the log" "$(grep -cE ' (WARN|ERROR|FATAL) +\[' "$work/service.log" || true)"

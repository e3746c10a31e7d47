#!/usr/bin/env bash
# Measures how long the service takes until it is ready, on a PostgreSQL of its own that is migrated already, without and with classes that are kept.
# Usage: bench/start.sh [starts=5] [heap=512m]
# Environment: PG, folder of PostgreSQL's programs; JVM, more options of java; APP, another quarkus-app than the build's.
set -euo pipefail
export LC_ALL=C

readonly STARTS=${1:-5} HEAP=${2:-512m} ID=bench WAIT=60
cd "$(dirname "$0")/.."
. bench/common.sh

[[ $STARTS =~ ^[0-9]+$ && $HEAP =~ ^[0-9]+[kmgKMG]$ ]] || die "Usage: bench/start.sh [starts=5] [heap=512m]"
prepare
start_postgres
make_database bench
make_token
demo=http://127.0.0.1:1
port=$(free_port)
# the thread that starts the service, in seconds of CPU: what a start takes on a machine that does nothing else
of_main() { cat /proc/"$service_pid"/task/*/stat | awk -v hz="$(getconf CLK_TCK)" '/\(java\)/ { sub(/.*\) /, ""); t += $12 + $13 } END { printf "%.1f", t / hz }'; }
# start LABEL [more options of java]
start() {
    local began took
    began=$(now_ms)
    # shellcheck disable=SC2086
    on_postgres bench "$port" java ${JVM:-} "${@:2}" "-Xmx$HEAP" -jar "$APP/quarkus-run.jar" >"$work/service.log" 2>&1 &
    service_pid=$!
    until curl -fso /dev/null "http://127.0.0.1:$port/q/health/ready"; do
        kill -0 "$service_pid" || die "The service ended"
        sleep 0.02
    done
    took=$(($(now_ms) - began))
    line "$1" "$took ms until ready; CPU $(cpu_seconds_exact) s, of it $(of_main) s in the thread that starts"
    end "$service_pid"
    service_pid=''
}
tell_machine
start "first, with migrations"
for turn in $(seq "$STARTS"); do start "start $turn"; done
start "classes are kept at its end" "-XX:ArchiveClassesAtExit=$work/classes.jsa"
for turn in $(seq "$STARTS"); do start "with them, start $turn" "-XX:SharedArchiveFile=$work/classes.jsa"; done

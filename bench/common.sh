# What the scripts of this folder share: the demo site and the packaged service as processes of their own, calls, and the end.
# Sourced in the project's root by a script that has set WAIT (seconds that one job may take) and ID (the connector).
readonly APP=${APP:-target/quarkus-app} ISSUER=bench
work='' data='' demo_pid='' service_pid='' demo='' service='' token=''
# more processes that end with the script
others=()

die() {
    printf 'bench: %s\n' "$*" >&2
    local log
    for log in "$work"/service.log "$work"/demo.log; do
        if [ -n "$work" ] && [ -s "$log" ]; then
            printf -- '--- the end of %s\n' "${log##*/}" >&2
            tail -n 25 "$log" >&2
        fi
    done
    exit 1
}

# Ends one process that this script started: politely, and by force after 40 seconds.
end() {
    local pid=$1 turn
    [ -n "$pid" ] || return 0
    kill "$pid" 2>/dev/null || return 0
    for turn in $(seq 400); do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.1
    done
    kill -9 "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
}

clean_up() {
    local status=$? postgres other
    trap - EXIT
    for other in "${others[@]}"; do end "$other"; done
    end "$service_pid"
    end "$demo_pid"
    stop_postgres
    if [ -n "$work" ]; then
        # the service stops its database; after a crash of the service it is still there
        if postgres=$(head -n 1 "$data/postgresql/postmaster.pid" 2>/dev/null) && [ -n "$postgres" ]; then
            kill -INT "$postgres" 2>/dev/null || true
            sleep 2
        fi
        if [ "${BENCH_KEEP:-}" = 1 ]; then
            echo "Kept: $work" >&2
        else
            rm -rf "$work"
        fi
    fi
    exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# Checks what is needed and makes the working folder; the service's data go to $BENCH_DATA, or with the folder.
prepare() {
    local tool
    for tool in java curl jq openssl git; do
        command -v "$tool" >/dev/null || die "$tool is needed"
    done
    [ -f "$APP/quarkus-run.jar" ] || die "$APP/quarkus-run.jar is missing; run ./mvnw package -DskipTests first"
    work=$(mktemp -d)
    data=${BENCH_DATA:-$work/data}
    mkdir -p "$data"
    [ -s "$data/bench.key" ] || openssl rand -base64 32 >"$data/bench.key"
    touch "$work/demo.log" "$work/service.log"
}

# ------------------------------------------------------------------------------------------------ small helpers
now_ms() { date +%s%3N; }

# The first match of a pattern's group in a growing log; the process must live on meanwhile.
await() {
    local log=$1 pattern=$2 pid=$3 what=$4 turn found
    for turn in $(seq 600); do
        found=$(sed -nE "s#.*$pattern.*#\1#p" "$log" | head -n 1)
        [ -z "$found" ] || { echo "$found"; return; }
        kill -0 "$pid" 2>/dev/null || die "$what ended before it was ready"
        sleep 0.2
    done
    die "$what was not ready after two minutes"
}

# One call; the answer's body on stdout, anything but 2xx ends the benchmark.
call() {
    local method=$1 url=$2 body=${3-} status
    local options=(-sS --max-time 120 -X "$method" -o "$work/answer" -w '%{http_code}')
    [[ $url == "$service"/* ]] && options+=(-H "Authorization: Bearer $token")
    [ -n "$body" ] && options+=(-H 'Content-Type: application/json' --data-binary "$body")
    status=$(curl "${options[@]}" "$url") || die "$method $url: no answer"
    [[ $status == 2* ]] || die "$method $url: HTTP $status $(head -c 2000 "$work/answer")"
    cat "$work/answer"
}

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# What a script does at each look at a job that runs; it may say something else.
looked() { :; }

webhooks() { call GET "$service/admin/connectors/$ID/webhooks/status"; }

# Waits for a job; leaves its last status in $work/job.json and one line with its stage for each half second in $work/stages.
await_job() {
    local job=$1 deadline=$((SECONDS + WAIT)) status turn=0
    : >"$work/stages"
    while :; do
        kill -0 "$service_pid" 2>/dev/null || die "The service ended during $job"
        call GET "$service/admin/connectors/$ID/sync/status?jobId=$job" >"$work/job.json"
        status=$(jq -r .status "$work/job.json")
        case $status in
            COMPLETED) return ;;
            QUEUED | RUNNING)
                echo "$(now_ms) $(jq -r .stage "$work/job.json")" >>"$work/stages"
                looked $((++turn))
                ;;
            *) die "$job ended as $status: $(jq -c . "$work/job.json")" ;;
        esac
        [ "$SECONDS" -lt "$deadline" ] || die "$job did not end within $WAIT s: $(jq -c . "$work/job.json")"
        sleep 0.5
    done
}

# All CPU that a process took, with that of its children that ended, in seconds.
cpu_of() { awk -v hz="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); printf "%.2f\n", ($12 + $13 + $14 + $15) / hz }' "/proc/$1/stat" 2>/dev/null || echo 0; }
# The embedded database of the service.
cpu_of_database() {
    local postmaster child sum
    postmaster=$(head -n 1 "$data/postgresql/postmaster.pid")
    sum=$(cpu_of "$postmaster")
    for child in $(ps -o pid= --ppid "$postmaster"); do sum="$sum + $(cpu_of "$child")"; done
    awk "BEGIN { print $sum }"
}
cpu_seconds_exact() { awk -v hz="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); printf "%.1f", ($12 + $13) / hz }' "/proc/$service_pid/stat"; }
cpu_seconds() { awk -v hz="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); printf "%.0f", ($12 + $13) / hz }' "/proc/$service_pid/stat"; }
rss_mb() { awk '/^VmHWM/ { printf "%.0f", $2 / 1024 }' "/proc/$service_pid/status"; }
# What is alive in the heap after a full collection, in MB; nothing where the JDK has no jcmd.
live_mb() {
    if command -v jcmd >/dev/null; then
        jcmd "$service_pid" GC.class_histogram | awk '/^Total/ { printf "%.0f\n", $3 / 1048576 }'
    fi
}

# The embedded database's address with the login of the service, for a client of its own.
database() { echo "jdbc:postgresql://127.0.0.1:$(sed -n 4p "$data/postgresql/postmaster.pid")/postgres?user=zenem&password=$(cat "$data/postgresql-password")"; }

# explain MS: with BENCH_EXPLAIN set, plans of statements that take longer come with the database's log from its next start on.
explain() {
    local settings=$data/postgresql/postgresql.conf
    sed -i '/auto_explain/d' "$settings"
    [ -z "${BENCH_EXPLAIN:-}" ] || printf '%s\n' "session_preload_libraries = 'auto_explain'" "auto_explain.log_min_duration = $1" \
        'auto_explain.log_analyze = on' 'auto_explain.log_buffers = on' 'auto_explain.log_nested_statements = on' >>"$settings"
}

# ------------------------------------------------------------------------------------------------ a PostgreSQL as an operator has one
readonly PG=${PG:-/usr/lib/postgresql/15/bin}
pgport=''

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
# PostgreSQL refuses to run as root
as_nobody() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi; }
# A server of its own in the working folder, with the role zenem; it ends with the script.
start_postgres() {
    [ -x "$PG/initdb" ] || die "$PG has no initdb; set PG to the folder of PostgreSQL's programs"
    chmod 755 "$work"
    mkdir "$work/cluster" "$work/socket"
    [ "$(id -u)" != 0 ] || chown 65534:65534 "$work/cluster" "$work/socket"
    pgport=$(free_port)
    as_nobody "$PG/initdb" -D "$work/cluster" -U postgres -A trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
    as_nobody "$PG/pg_ctl" -D "$work/cluster" -l "$work/cluster/log" -o "-p $pgport -k $work/socket -c listen_addresses=127.0.0.1" -w start >/dev/null
    psql_on postgres "create role zenem login password 'zenem'" >/dev/null
}
stop_postgres() { [ -z "$pgport" ] || as_nobody "$PG/pg_ctl" -D "$work/cluster" -m immediate stop >/dev/null 2>&1 || true; }
psql_on() { psql -h "$work/socket" -p "$pgport" -U postgres -d "$1" -AtXc "$2"; }
make_database() { psql_on postgres "create database $1 owner zenem" >/dev/null; }
# on_postgres DATABASE PORT COMMAND…, in the background: a command with the variables of a service in production form on that database
on_postgres() {
    exec env -u QUARKUS_PROFILE -u QUARKUS_CONFIG_PROFILE -u JAVA_TOOL_OPTIONS \
        QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT="$2" CONNECTOR_PUBLIC_URL="http://127.0.0.1:$2" CONNECTOR_DATA_DIR="$data" \
        CONNECTOR_ALLOWED_HOSTS="${demo#http://}" CONNECTOR_ENCRYPTION_KEY="${BENCH_KEY:-$(cat "$data/bench.key")}" \
        MP_JWT_VERIFY_PUBLICKEY_LOCATION="file://$work/public.pem" MP_JWT_VERIFY_ISSUER="$ISSUER" MP_JWT_VERIFY_AUDIENCES="$ISSUER" \
        QUARKUS_DATASOURCE_JDBC_URL="jdbc:postgresql://127.0.0.1:$pgport/$1" QUARKUS_DATASOURCE_USERNAME=zenem QUARKUS_DATASOURCE_PASSWORD=zenem \
        "${@:3}"
}

line() { printf '%-34s %s\n' "$1" "$2"; }

tell_machine() {
    line machine "$(nproc) cores ($(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo)), $(awk '/MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo) GB, load $(cut -d' ' -f1 /proc/loadavg) at the start"
    line java "$(java -version 2>&1 | sed -n 2p)"
    line commit "$(git describe --always --dirty --abbrev=12)"
}

# start_demo ISSUES LATENCY [PORT]
start_demo() {
    java -Xmx2g -cp "$APP/lib/main/*:$APP/lib/boot/*:$APP/app/*" io.zenem.jirasim.DemoMain \
        "--port=${3:-0}" "--issues=$1" "--latency=$2" >"$work/demo.log" 2>&1 &
    demo_pid=$!

    demo=$(await "$work/demo.log" 'Demo Jira site at (http://[^ ]+) with' "$demo_pid" "The demo site")
}

# An admin's token, and the key that the service checks it with.
make_token() {
    local now head claims
    openssl genrsa -out "$work/private.pem" 2048 2>/dev/null
    openssl rsa -in "$work/private.pem" -pubout -out "$work/public.pem" 2>/dev/null
    now=$(date +%s)
    head=$(printf '{"alg":"RS256","typ":"JWT"}' | base64url)
    claims=$(jq -cnj --arg iss "$ISSUER" --argjson now "$now" \
        '{iss: $iss, aud: $iss, upn: "bench@example.com", groups: ["connector-admin"], iat: $now, exp: ($now + 86400)}' | base64url)
    token=$head.$claims.$(printf '%s' "$head.$claims" | openssl dgst -sha256 -sign "$work/private.pem" -binary | base64url)
}

# start_service HEAP: the service in production form, on a free loopback port, over $data; SERVICE_APP is another build of it.
start_service() {
    [ -n "$token" ] || make_token
    : >"$work/service.log"
    env -u QUARKUS_DATASOURCE_JDBC_URL -u QUARKUS_PROFILE -u QUARKUS_CONFIG_PROFILE -u JAVA_TOOL_OPTIONS \
        QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=0 \
        CONNECTOR_PUBLIC_URL=http://127.0.0.1 CONNECTOR_DATA_DIR="$data" CONNECTOR_DEMO_ENABLED=false \
        CONNECTOR_ALLOWED_HOSTS="${demo#http://}" \
        CONNECTOR_ENCRYPTION_KEY="$(cat "$data/bench.key")" \
        MP_JWT_VERIFY_PUBLICKEY_LOCATION="file://$work/public.pem" MP_JWT_VERIFY_ISSUER="$ISSUER" MP_JWT_VERIFY_AUDIENCES="$ISSUER" CONNECTOR_EMBEDDED_DATABASE=true \
        java "-Xmx$1" -jar "${SERVICE_APP:-$APP}/quarkus-run.jar" >"$work/service.log" 2>&1 &
    service_pid=$!
    service=$(await "$work/service.log" 'Listening on: (http://[0-9.:]+)' "$service_pid" "The service")
}

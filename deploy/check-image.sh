#!/usr/bin/env bash
# Looks into target/image.tar without a container runtime: user, entry point and layers, then starts what is in it as that user, with this
# machine's Java, over folders of its own: it must get ready, log JSON, write nowhere but to /data and /tmp, and end on SIGTERM.
# Usage: ./mvnw package -Pimage -DskipTests && deploy/check-image.sh [target/image.tar]; as root, because it becomes another user.
set -euo pipefail
cd "$(dirname "$0")/.."
readonly TAR=${1:-target/image.tar} PORT=${PORT:-18080}
die() { printf 'check-image: %s\n' "$*" >&2; [ ! -s "$work/log" ] || tail -n 5 "$work/log" >&2; exit 1; }

work=$(mktemp -d)
pid=''
clean_up() { if [ -n "$pid" ] && kill "$pid" 2>/dev/null; then wait "$pid" || true; fi; rm -rf "$work"; }   # it stops its database too
trap clean_up EXIT
mkdir "$work/image" "$work/root" "$work/data" "$work/tmp"
[ -f "$TAR" ] || die "$TAR is missing"
tar --warning=no-unknown-keyword -xf "$TAR" -C "$work/image"
config=$work/image/$(jq -r '.[0].Config' "$work/image/manifest.json")
for layer in $(jq -r '.[0].Layers[]' "$work/image/manifest.json"); do tar --warning=no-unknown-keyword -xzf "$work/image/$layer" -C "$work/root"; done

# ------------------------------------------------------------------------------------------------ what it says of itself
user=$(jq -r '.config.User' "$config")
[[ $user =~ ^[1-9][0-9]*:0$ ]] || die "the user is $user, not a number other than root's"
jq -e '.config.ExposedPorts | has("8080/tcp")' "$config" >/dev/null || die "port 8080 is not exposed"
[ "$(jq -r '.config.Entrypoint[-1]' "$config")" = /app/quarkus-run.jar ] || die "the entry point is $(jq -c .config.Entrypoint "$config")"
[ -f "$work/root/app/quarkus-run.jar" ] || die "/app/quarkus-run.jar is missing"
[ ! -e "$work/root/jib" ] || die "the application is in it twice"
[ "$(jq -r '.config.Env[] | select(startswith("CONNECTOR_DATA_DIR="))' "$config")" = CONNECTOR_DATA_DIR=/data ] || die "the data folder is not /data"
printf 'image: %s, user %s, %s MB, %s layers\n' "$(jq -r .architecture "$config")" "$user" "$(($(stat -c %s "$TAR") / 1048576))" "$(jq '.[0].Layers | length' "$work/image/manifest.json")"

# ------------------------------------------------------------------------------------------------ the entry point as an ordinary process
openssl genrsa -out "$work/private.pem" 2048 2>/dev/null
openssl rsa -in "$work/private.pem" -pubout -out "$work/public.pem" 2>/dev/null
chmod 755 "$work"; chmod 644 "$work/public.pem"; chown "$user" "$work/data" "$work/tmp"
touch "$work/begun" "$work/log"
mapfile -t entry < <(jq -r '.config.Entrypoint[]' "$config")
entry[-1]=$work/root/app/quarkus-run.jar
began=$(date +%s%3N)
cd "$work/root/app"
env -i PATH="$PATH" LANG=C.UTF-8 CONNECTOR_DATA_DIR="$work/data" QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT="$PORT" QUARKUS_LOG_CONSOLE_JSON_ENABLED=true \
    CONNECTOR_PUBLIC_URL="http://127.0.0.1:$PORT" CONNECTOR_ENCRYPTION_KEY="$(openssl rand -base64 32)" CONNECTOR_EMBEDDED_DATABASE=true \
    MP_JWT_VERIFY_PUBLICKEY_LOCATION="file:$work/public.pem" MP_JWT_VERIFY_ISSUER=check MP_JWT_VERIFY_AUDIENCES=check JAVA_TOOL_OPTIONS="-Djava.io.tmpdir=$work/tmp" \
    setpriv --reuid="${user%:*}" --regid="${user#*:}" --clear-groups "${entry[@]}" >"$work/log" 2>&1 &
pid=$!
for path in started live ready; do
    for turn in $(seq 600); do
        curl -fsS -o /dev/null "http://127.0.0.1:$PORT/q/health/$path" 2>/dev/null && break
        kill -0 "$pid" 2>/dev/null || die "it ended before it was ready"
        [ "$turn" -lt 600 ] || die "$path did not answer within two minutes"
        sleep 0.2
    done
done
echo "ready after $(($(date +%s%3N) - began)) ms, with a new embedded database"
curl -fsS "http://127.0.0.1:$PORT/q/metrics" | grep '^jvm_memory_used_bytes' >/dev/null || die "no metrics"
grep -v '^Picked up' "$work/log" | jq -e 'has("message") and has("level") and has("timestamp")' >/dev/null || die "a line of the log is no JSON"
elsewhere=$(find / \( -path /proc -o -path /sys -o -path /dev -o -path "$work/data" -o -path "$work/tmp" \) -prune -o -uid "${user%:*}" -newer "$work/begun" -print 2>/dev/null)
[ -z "$elsewhere" ] || die "it wrote elsewhere: $elsewhere"
kill "$pid"
status=0; wait "$pid" || status=$?
[ "$status" -eq 143 ] || die "SIGTERM ended it with $status"
pid=''
echo "the image holds"

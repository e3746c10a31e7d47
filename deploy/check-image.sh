#!/usr/bin/env bash
# Looks into target/image.tar without a container runtime: its layers one on the other, user, entry point, port, and that nothing in it may be
# written by the user that it runs as. Then it is run as a runtime would: its files as a root that is read-only, /tmp alone writable, as the
# image's user without rights, alone in its process namespace, on a PostgreSQL: the demo site (as in compose.yaml) is synced, and SIGTERM ends it
# in time. In the end both architectures are built into a registry and compared.
# Usage: ./mvnw package -Pimage -DskipTests && deploy/check-image.sh [target/image.tar [more arguments for Maven]]; as root, because it mounts
# and becomes another user. An image without a Java (-Dimage.base=scratch) gets this machine's, read-only.
# Environment: PG, folder of PostgreSQL's programs (15 to 17).
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."
readonly TAR=${1:-target/image.tar} IMAGE=$PWD/target/image ID=image WAIT=300
readonly ROOT=$IMAGE/root
APP=target/image/root/app
. bench/common.sh
[ -f "$TAR" ] || die "$TAR is missing"
rm -rf "$IMAGE"
mkdir -p "$IMAGE/files" "$ROOT"
tar --warning=no-unknown-keyword -xf "$TAR" -C "$IMAGE/files"

# ------------------------------------------------------------------------------------------------ its layers, in their order
config=$IMAGE/files/$(jq -r '.[0].Config' "$IMAGE/files/manifest.json")
of() { jq -r "$1" "$config"; }
layers=0
for layer in $(jq -r '.[0].Layers[]' "$IMAGE/files/manifest.json"); do
    [ "sha256:$(gzip -dc "$IMAGE/files/$layer" | sha256sum | cut -d' ' -f1)" = "$(of ".rootfs.diff_ids[$layers]")" ] || die "layer $layers is not what the image says"
    # a file .wh.NAME takes NAME away that a layer below has
    gzip -dc "$IMAGE/files/$layer" | tar --warning=no-unknown-keyword -t | { grep -E '(^|/)\.wh\.' || true; } | while read -r gone; do rm -rf "$ROOT/$(dirname "$gone")/$(basename "$gone" | cut -c5-)"; done
    gzip -dc "$IMAGE/files/$layer" | tar --warning=no-unknown-keyword --same-owner --exclude='.wh.*' -xp -C "$ROOT"
    layers=$((layers + 1))
done

# ------------------------------------------------------------------------------------------------ what it says of itself
named=$(sed -nE 's/.*IMAGE:-([^}]*)\}.*/\1/p' deploy/compose.yaml | head -n 1)
jq -e --arg name "$named" '.[0].RepoTags | index($name)' "$IMAGE/files/manifest.json" >/dev/null || die "its names are $(jq -c '.[0].RepoTags' "$IMAGE/files/manifest.json"), and compose.yaml's is $named"
user=$(of .config.User)
[[ $user =~ ^[1-9][0-9]*:0$ ]] || die "the user is $user, not a number other than root's"
[ "$(of '.config.ExposedPorts | keys | join(" ")')" = 8080/tcp ] || die "the exposed ports are $(of .config.ExposedPorts)"
[ "$(of '.config.Entrypoint | join(" ")')" = "java -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError -jar /app/quarkus-run.jar" ] || die "the entry point is $(of '.config.Entrypoint')"
[ -f "$ROOT/app/quarkus-run.jar" ] || die "/app/quarkus-run.jar is missing"
[ ! -e "$ROOT/jib" ] || die "the application is in it twice"
of '.config.Env[]' | grep -qx CONNECTOR_DATA_DIR=/data || die "the data folder is not /data"
writable=$(find "$ROOT" ! -type l \( -perm -002 -o -gid 0 -perm -020 -o -uid "${user%:*}" \) ! \( -type d -perm -1000 \) | head)
[ -z "$writable" ] || die "its user may write: $writable"
risen=$(find "$ROOT/app" -perm /6000)
[ -z "$risen" ] || die "files give rights: $risen"
line image "$(of .architecture), user $user, $(($(stat -c %s "$TAR") / 1048576)) MB, $layers layers, nothing in it is writable for its user"

# ------------------------------------------------------------------------------------------------ run as a runtime would
prepare
mkdir "$work/keys" "$work/tmp"
make_token
cp "$work/public.pem" "$work/keys"
[ -x "$(command -v java)" ] && home=$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")
mkdir -p "$ROOT"/{proc,dev,tmp,keys}
mapfile -t image_env < <(of '.config.Env[]')
lent=()
if ! env -i "${image_env[@]}" "$(command -v chroot)" "$ROOT" java -version >/dev/null 2>&1; then
    for folder in /usr /lib /lib64 /etc; do [ ! -d "$folder" ] || { lent+=("$folder"); mkdir -p "$ROOT$folder"; }; done
    image_env+=("PATH=$home/bin:/usr/bin:/bin")
    [ ! -d /bin ] || { mkdir -p "$ROOT/bin"; lent+=(/bin); }
    line java "this machine's, $("$home/bin/java" -version 2>&1 | sed -n 1p): the image has none"
fi
# in_image LOG VARIABLES… -- COMMAND…, in the background; the command's own number is in $pid then
in_image() {
    local log=$1 variables=() turn
    shift
    while [ "$1" != -- ]; do variables+=("$1"); shift; done
    shift
    unshare --mount --pid --fork --kill-child bash -c '
        set -e
        root=$1 keys=$2 lent=$3
        shift 3
        mount --bind "$root" "$root"
        for folder in $lent; do mount --bind "$folder" "$root$folder" && mount -o remount,bind,ro "$root$folder"; done
        mount -t proc proc "$root/proc"
        mount -t tmpfs -o mode=755,size=64m dev "$root/dev"
        for device in null zero random urandom; do touch "$root/dev/$device" && mount --bind "/dev/$device" "$root/dev/$device"; done
        mkdir -m 1777 "$root/dev/shm"
        mount -t tmpfs -o noexec,nosuid,nodev,mode=1777 tmp "$root/tmp"
        mount --bind "$keys" "$root/keys" && mount -o remount,bind,ro "$root/keys"
        mount -o remount,bind,ro "$root"
        ! touch "$root/app/x" 2>/dev/null || { echo "the root is not read-only" >&2; exit 1; }
        cd /
        exec "$@"
    ' - "$ROOT" "$work/keys" "${lent[*]}" env -i "${image_env[@]}" "${variables[@]}" \
        "$(command -v setpriv)" --no-new-privs "$(command -v chroot)" --userspec="$user" --groups= "$ROOT" "$@" >"$log" 2>&1 &
    outer=$!
    pid=''
    for turn in $(seq 100); do
        pid=$(pgrep -P "$outer" || true)
        [ -z "$pid" ] || break
        sleep 0.05
    done
    [ -n "$pid" ] || { cat "$log" >&2; die "$1 did not begin"; }
    others+=("$pid")
}
# serve VARIABLES…: the entry point, until it is ready
serve() {
    local began path turn
    mapfile -t entry < <(of '.config.Entrypoint[]')
    began=$(now_ms)
    in_image "$work/service.log" QUARKUS_HTTP_HOST=127.0.0.1 "QUARKUS_HTTP_PORT=$port" QUARKUS_LOG_CONSOLE_JSON_ENABLED=true \
        "CONNECTOR_PUBLIC_URL=http://127.0.0.1:$port" "CONNECTOR_ENCRYPTION_KEY=$(cat "$data/bench.key")" MP_JWT_VERIFY_PUBLICKEY_LOCATION=file:/keys/public.pem \
        "MP_JWT_VERIFY_ISSUER=$ISSUER" "MP_JWT_VERIFY_AUDIENCES=$ISSUER" "$@" -- "${entry[@]}"
    for path in started live ready; do
        for turn in $(seq 600); do
            curl -fsS -o /dev/null "http://127.0.0.1:$port/q/health/$path" 2>/dev/null && break
            kill -0 "$outer" 2>/dev/null || die "it ended before it was ready"
            [ "$turn" -lt 600 ] || die "$path did not answer within two minutes"
            sleep 0.2
        done
    done
    [ "$(awk '/^Uid/ { print $2 }' "/proc/$pid/status")" = "${user%:*}" ] || die "it runs as another user"
    [ "$(awk '/^CapPrm|^CapEff|^NoNewPrivs/ { s = s $2 } END { print s }' "/proc/$pid/status")" = 000000000000000000000000000000001 ] || die "it has rights"
    line "ready" "after $(($(now_ms) - began)) ms"
}
# SIGTERM, and what became of it
finish() {
    local began status=0
    began=$(now_ms)
    kill "$pid"
    wait "$outer" || status=$?
    [ "$status" = 143 ] || [ "$status" = 0 ] || die "SIGTERM ended it with $status"
    [ $(($(now_ms) - began)) -lt 40000 ] || die "it took $(($(now_ms) - began)) ms to end, more than the 40 s of compose.yaml"
    line SIGTERM "status $status after $(($(now_ms) - began)) ms"
    jq -e 'has("message") and has("level") and has("timestamp")' "$work/service.log" >/dev/null || die "a line of the log is no JSON"
    [ "$(jq -r 'select(.level != "INFO") | .message' "$work/service.log" | wc -l)" = 0 ] || die "it warned: $(jq -r 'select(.level != "INFO") | .message' "$work/service.log" | head -n 3)"
}
port=$(free_port)
start_postgres
make_database image
# the demo site of compose.yaml
demo_port=$(free_port)
mapfile -t demo_entry < <(python3 -c 'import sys, yaml; print("\n".join(map(str, yaml.safe_load(open("deploy/compose.yaml"))["services"]["demo"]["entrypoint"])))')
in_image "$work/demo.log" -- "${demo_entry[@]/--port=8090/--port=$demo_port}"
demo=$(await "$work/demo.log" 'Demo Jira site at (http://[^ ]+) with' "$outer" "The demo site")
demo=http://127.0.0.1:$demo_port
serve "CONNECTOR_ALLOWED_HOSTS=127.0.0.1:$demo_port" "QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:$pgport/image" \
    QUARKUS_DATASOURCE_USERNAME=zenem QUARKUS_DATASOURCE_PASSWORD=zenem
service=http://127.0.0.1:$port service_pid=$pid
call POST "$service/admin/connectors" "$(jq -cn --arg id "$ID" --arg url "$demo" \
    '{id: $id, name: "Image", baseUrl: $url, auth: {type: "basic", email: "admin@demo.example", apiToken: "demo-token"}}')" >/dev/null
call PUT "$service/admin/connectors/$ID/scope" '{"projects":["ABC","XYZ"]}' >/dev/null
call PUT "$service/admin/connectors/$ID/mappings" '{"versionName":"v1","projects":{"name":{"fieldId":"summary"}},"stories":{"title":{"fieldId":"summary"}}}' >/dev/null
await_job backfill_001
copied=$(call GET "$service/admin/connectors/$ID/stories?size=1" | jq .totalElements)
[ "$copied" -gt 100 ] || die "only $copied stories were copied"
curl -fsS "$service/q/metrics" | grep '^jvm_memory_used_bytes' >/dev/null || die "no metrics"
line "first sync" "$copied stories; $(awk '/^VmHWM/ { printf "%.0f", $2 / 1024 }' "/proc/$pid/status") MB resident at most, the heap as this machine's memory allows"
service_pid=''
finish

# ------------------------------------------------------------------------------------------------ both architectures
registry=$(command -v docker-registry || true)
if [ -z "$registry" ] && (cd "$work" && apt-get download -q docker-registry && dpkg -x docker-registry_*.deb .) >/dev/null 2>&1; then
    registry=$work/usr/bin/docker-registry
fi
if [ -z "$registry" ]; then
    echo "check-image: there is no docker-registry here, and Debian's package cannot be had: the index of both architectures was not built"
else
    registry_port=$(free_port)
    printf 'version: 0.1\nstorage: {filesystem: {rootdirectory: %s/registry}}\nhttp: {addr: 127.0.0.1:%s}\n' "$work" "$registry_port" >"$work/registry.yml"
    "$registry" serve "$work/registry.yml" >"$work/registry.log" 2>&1 &
    others+=($!)
    name=127.0.0.1:$registry_port/zenem
    ./mvnw -B -ntp -q jib:build -Pimage "-Dimage.name=$name" -Djib.from.platforms=linux/amd64,linux/arm64 -Djib.allowInsecureRegistries=true "${@:2}"
    get() { curl -fsS -H "Accept: $2" "http://127.0.0.1:$registry_port/v2/zenem/$1"; }
    get manifests/latest 'application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.oci.image.index.v1+json' >"$work/index.json"
    [ "$(jq -r '[.manifests[].platform | .os + "/" + .architecture] | sort | join(" ")' "$work/index.json")" = "linux/amd64 linux/arm64" ] || die "the index has $(jq -c .manifests "$work/index.json")"
    for digest in $(jq -r '.manifests[].digest' "$work/index.json"); do
        get "manifests/$digest" 'application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json' >"$work/manifest.json"
        get "blobs/$(jq -r .config.digest "$work/manifest.json")" '*/*' >"$work/config.json"
        [ "$(jq -c '.config | {User, ExposedPorts, Entrypoint, WorkingDir}' "$work/config.json")" = "$(jq -c '.config | {User, ExposedPorts, Entrypoint, WorkingDir}' "$config")" ] \
            || die "$(jq -r .architecture "$work/config.json") says otherwise: $(jq -c .config "$work/config.json")"
        for blob in $(jq -r '.layers[].digest' "$work/manifest.json"); do
            [ "sha256:$(get "blobs/$blob" '*/*' | sha256sum | cut -d' ' -f1)" = "$blob" ] || die "a layer is another one"
        done
        line "in a registry" "$(jq -r '.os + "/" + .architecture' "$work/config.json"), $(jq '.layers | length' "$work/manifest.json") layers, the same user, entry point and port"
    done
fi
rm -rf "$IMAGE"
echo "the image holds"

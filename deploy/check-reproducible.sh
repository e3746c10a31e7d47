#!/usr/bin/env bash
# Builds the present commit twice, in two folders, and compares what is in them: each library byte by byte, the other jars file by file,
# without the times that Quarkus 3.27 gives them, and the list of parts. Left out is what Quarkus generates in another order each time
# (quarkus/generated-bytecode.jar and its index).
# Usage: deploy/check-reproducible.sh [more arguments for Maven]
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for build in first second; do
    mkdir "$work/$build"
    git archive HEAD | tar -x -C "$work/$build"
    (cd "$work/$build" && ./mvnw -B -ntp -q package -Prelease -Dmaven.test.skip=true -Dspotless.check.skip=true "$@")
    (
        cd "$work/$build/target"
        rm quarkus-app/quarkus/generated-bytecode.jar quarkus-app/quarkus/quarkus-application.dat
        for jar in quarkus-app/quarkus-run.jar quarkus-app/app/*.jar quarkus-app/quarkus/*.jar; do
            unzip -qo "$jar" -d "$jar.content" && rm "$jar"
        done
        find quarkus-app bom.json -type f -print0 | sort -z | xargs -0 sha256sum
    ) >"$work/$build.sums"
done
diff "$work/first.sums" "$work/second.sums" || { echo "check-reproducible: these files differ" >&2; exit 1; }
echo "$(wc -l <"$work/first.sums") files of $(git describe --always) are equal in both builds"

#!/usr/bin/env bash
# Builds the present commit twice in the same folder and compares: each library and the list of parts byte by byte; the jars that Quarkus writes
# file by file, without the time that Quarkus 3.27 gives them. It also generates some classes in another order each time (later versions do
# not): these must have the same instructions in both builds, whatever their order and the numbers in names. So nothing differs that is done.
# Usage: deploy/check-reproducible.sh [more arguments for Maven]
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."
readonly COMMIT=$(git rev-parse HEAD)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sums() { find "$@" -type f -print0 | sort -z | xargs -0 sha256sum; }
# each instruction of these classes and how often it is there; ldc_w is ldc for what comes late among a class's constants
instructions() { xargs javap -p -c 2>/dev/null | sed -E 's/^ *[0-9]+: //; s/[0-9]+//g; s/\bldc_w\b/ldc/; s#//#\n#' | tr -s ' ' | sort | uniq -c; }
for build in first second; do
    rm -rf "$work/source"
    mkdir -p "$work/source" "$work/$build"
    git archive "$COMMIT" | tar -x -C "$work/source"
    (cd "$work/source" && ./mvnw -B -ntp -q package -Prelease -Dmaven.test.skip=true -Dspotless.check.skip=true "$@")
    mv "$work/source/target/quarkus-app" "$work/source/target/bom.json" "$work/$build"
    (
        cd "$work/$build"
        for jar in quarkus-app/quarkus-run.jar quarkus-app/app/*.jar quarkus-app/quarkus/*.jar; do
            unzip -qo "$jar" -d "$jar.content" && rm "$jar"
        done
        mv quarkus-app/quarkus/generated-bytecode.jar.content ../"$build.generated"
        # an index of the jars above, in their order
        rm quarkus-app/quarkus/quarkus-application.dat
        sums .
    ) >"$work/$build.sums"
    (cd "$work/$build.generated" && sums .) >"$work/$build.classes"
done
diff "$work/first.sums" "$work/second.sums" || { echo "check-reproducible: these files differ" >&2; exit 1; }
echo "$(wc -l <"$work/first.sums") files of $(git describe --always "$COMMIT") are equal in both builds"
{ diff "$work/first.classes" "$work/second.classes" || true; } | sed -nE 's/^[<>] .*  //p' | sort -u >"$work/different"
for build in first second; do (cd "$work/$build.generated" && instructions <"$work/different") >"$work/$build.instructions"; done
diff "$work/first.instructions" "$work/second.instructions" || { echo "check-reproducible: these instructions differ" >&2; exit 1; }
echo "$(wc -l <"$work/first.classes") classes were generated; $(wc -l <"$work/different") of them have the same instructions in another order"

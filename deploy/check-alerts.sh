#!/usr/bin/env bash
# Checks the alert rules and that each of them fires, with Prometheus' own promtool. Where it is not installed, Debian's package is unpacked
# for the moment; where it cannot be had, that is said and nothing is checked.
# Usage: deploy/check-alerts.sh
set -euo pipefail
cd "$(dirname "$0")/../docs/operating"
promtool=$(command -v promtool || true)
if [ -z "$promtool" ]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    if (cd "$work" && { apt-get download prometheus || { apt-get update -q && apt-get download prometheus; }; } && dpkg -x prometheus_*.deb .) >/dev/null 2>&1; then
        promtool=$work/usr/bin/promtool
    else
        echo "check-alerts: there is no promtool here, and Debian's package prometheus cannot be had; nothing was checked"
        exit 0
    fi
fi
"$promtool" check rules alerts.yaml
"$promtool" test rules alerts-test.yaml

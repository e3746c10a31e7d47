#!/usr/bin/env bash
# Many seeds of ChaosIT in a row: random changes in random weather, kills and database crashes, one reconcile, and everything compared.
# Usage: bench/chaos.sh [runs=20] [first seed=1] [changes=600]
# A seed takes about a minute. The seed of a run that failed is in its message, and plays the same changes again.
set -euo pipefail
cd "$(dirname "$0")/.."

./mvnw -B -ntp verify -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ChaosIT \
    "-Dchaos.runs=${1:-20}" "-Dchaos.seed=${2:-1}" "-Dchaos.changes=${3:-600}"

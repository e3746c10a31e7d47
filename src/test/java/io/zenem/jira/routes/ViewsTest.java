package io.zenem.jira.routes;

import java.sql.SQLException;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The views in schema zenem, which others read by SQL. */
@QuarkusTest
class ViewsTest {
    @Test
    void aUserTellsItToo() throws SQLException {
        try (Site site = Site.copied(20)) {
            String from = " from zenem.users where source_connection_id = ?";
            assertThat(Rows.count("select count(*)" + from, site.id)).isPositive();
            assertThat(Rows.count(
                            "select count(*)" + from
                                    + " and (source_metadata ->> 'jiraId' is distinct from account_id or last_sync_timestamp is null"
                                    + " or mapping_version is distinct from 'map_v1' or source_metadata ->> 'jobId' is distinct from 'backfill_001'"
                                    + " or source_metadata ->> 'self' is null)",
                            site.id))
                    .isZero();
        }
    }

    /** As in the API: nobody sums those of a closed one again. */
    @Test
    void onlyAnActiveSprintHasPoints() throws SQLException {
        try (Site site = Site.copied(60)) {
            String points =
                    "select count(planned_points) + count(completed_points) from zenem.sprints where source_connection_id = ?";
            assertThat(Rows.count(points, site.id)).isPositive();
            Rows.change("update jira.sprint set state = 'closed' where connector_id = ?", site.id);
            assertThat(Rows.count(points, site.id)).isZero();
        }
    }

    /** Else a reader of all columns waits twenty times as long. */
    @ParameterizedTest
    @ValueSource(strings = {"projects", "stories"})
    void aRowsAnswerIsMadeOnceAndNotForEachColumn(String view) throws SQLException {
        assertThat(Rows.text("explain (verbose, format json) select * from zenem." + view))
                .contains("[\"jira.item_json(i.*)\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"releases", "sprints", "projects", "stories"})
    void everyRowTellsWhereItCameFrom(String view) throws SQLException {
        try (Site site = Site.copied(60)) {
            String from = " from zenem." + view + " where source_connection_id = ?";
            assertThat(Rows.count("select count(*)" + from, site.id)).isPositive();
            assertThat(Rows.count(
                            "select count(*)" + from
                                    + " and (source_metadata ->> 'jiraId' is distinct from jira_id::text or last_sync_timestamp is null"
                                    + " or mapping_version is distinct from 'map_v1' or source_metadata ->> 'via' is distinct from 'backfill'"
                                    + " or source_metadata ->> 'jobId' is distinct from 'backfill_001' or source_metadata ->> 'self' is null)",
                            site.id))
                    .isZero();
        }
    }
}

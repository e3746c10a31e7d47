package io.zenem.jira.routes;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the log tells, and to which question. */
@QuarkusTest
class LogTest {
    @Inject
    DataSource database;

    @Test
    void anEntryHasTheContractsFieldsAndTheNewestComesFirst() {
        try (Site site = Site.copied(20)) {
            site.reconcile("{}");
            JsonNode page = site.get("/logs").json();
            assertThat(page.path("size").asInt()).isEqualTo(50);
            JsonNode entry = page.path("content").path(0);
            assertThat(List.of("id", "time", "level", "code", "message", "jobId", "jiraKey"))
                    .allMatch(entry::has);
            assertThat(entry.path("jobId").asText()).isEqualTo("recon_001");
            assertThat(entry.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
            assertThat(page.path("content").findValuesAsText("jobId")).contains("backfill_001");
        }
    }

    @Test
    void eachFilterNarrows() throws SQLException {
        try (Site site = Site.bare(10)) {
            entries(site.id, 1000);
            assertThat(total(site, "")).isEqualTo(1000);
            assertThat(total(site, "?level=error")).isEqualTo(10);
            assertThat(total(site, "?code=C3")).isEqualTo(10);
            assertThat(total(site, "?jobId=recon_007")).isEqualTo(1);
            assertThat(total(site, "?jiraKey=ABC-7")).isEqualTo(1);
            assertThat(total(site, "?since=2025-08-10T00:00:00")).isEqualTo(1000 - 240);
            assertThat(total(site, "?since=2025-08-10T02:00:00%2B02:00")).isEqualTo(1000 - 240);
            assertThat(total(site, "?until=2025-08-10T00:00:00")).isEqualTo(240);
            assertThat(total(site, "?level=ERROR&since=2025-08-10T00:00:00Z&until=2025-08-20T00:00:00Z&size=1"))
                    .isEqualTo(2);
            assertThat(site.get("/logs?size=200&page=4")
                            .json()
                            .path("content")
                            .path(199)
                            .path("jiraKey")
                            .asText())
                    .isEqualTo("ABC-0");
        }
    }

    private static int total(Site site, String query) {
        return site.get("/logs" + query).json().path("totalElements").asInt();
    }

    /** One entry an hour from the first of August 2025 on, each hundredth an error. */
    private void entries(String connector, int count) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into jira.log_entry (connector_id, at, level, code, message, job_id, jira_key)
                    select '%s', timestamptz '2025-07-31T00:00:00Z' + make_interval(hours => n), case when n %% 100 = 0 then 'ERROR' else 'INFO' end,
                        'C' || n %% 100, 'entry ' || n, 'recon_' || lpad(n::text, 3, '0'), 'ABC-' || n
                    from generate_series(0, %d) n
                    """
                            .formatted(connector, count - 1));
        }
    }
}

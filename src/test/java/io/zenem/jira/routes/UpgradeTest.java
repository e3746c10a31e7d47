package io.zenem.jira.routes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What older versions left behind. */
@QuarkusTest
class UpgradeTest {
    @Test
    void aQuestionFromBeforeTellsHowMuchWaits() throws SQLException, IOException {
        try (Site site = Site.copied(300)) {
            site.jira().silently().archiveProject("XYZ");
            String job = site.post("/sync/reconcile", "{}").json().path("jobId").asText();
            JsonNode asked = site.awaitJob(job, "NEEDS_CONFIRMATION");
            Rows.change(
                    "update jira.job set context = context - 'pending' - 'unseenProjects' where connector_id = ? and id = ?",
                    site.id,
                    job);
            upgrade();
            int versions = Rows.count(
                    "select count(*) from jira.release where connector_id = ? and project_id in (select jira.unseen_projects(?))",
                    site.id,
                    site.id);
            assertThat(site.get("/sync/status?jobId=" + job)
                            .json()
                            .path("pendingDeletions")
                            .asInt())
                    .isEqualTo(asked.path("pendingDeletions").asInt() - versions);
            assertThat(context(site, job)).contains("\"unseenProjects\": [1");
        }
    }

    @Test
    void aSyncOfVersionsByKeysAloneReadsThoseProjects() throws SQLException, IOException {
        try (Site site = Site.copied(10)) {
            Rows.change(
                    """
                    insert into jira.job (connector_id, id, kind, number, request, trigger, run_after)
                    values (?, 'ver_900', 'versions', 900, '{"entities": ["version"], "projects": ["XYZ", "GONE"]}', 'admin', now() + interval '1 hour')
                    """,
                    site.id);
            upgrade();
            Rows.change("update jira.job set run_after = now() where connector_id = ? and id = 'ver_900'", site.id);
            site.jira().forgetRequests();
            site.awaitJob("ver_900", "COMPLETED");
            assertThat(site.jira().requests().to("GET /rest/api/:v/project/:project/version"))
                    .isEqualTo(1);
        }
    }

    /** The part of the migration that mends rows. */
    private static void upgrade() throws SQLException, IOException {
        try (InputStream sql = UpgradeTest.class.getResourceAsStream("/db/migration/V031__questions_that_wait.sql")) {
            String all = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
            Rows.change(all.substring(all.indexOf("-- Questions from before")));
        }
    }

    private static String context(Site site, String job) throws SQLException {
        return Rows.text("select context from jira.job where connector_id = ? and id = ?", site.id, job);
    }
}

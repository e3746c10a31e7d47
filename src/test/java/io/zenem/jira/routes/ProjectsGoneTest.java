package io.zenem.jira.routes;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A scope whose only project is gone: few items or many, an admin has to look first. */
@QuarkusTest
class ProjectsGoneTest {
    @ParameterizedTest
    @ValueSource(strings = {"archived", "in the trash", "gone"})
    void itsItemsWaitAndGoWhenTheAdminConfirms(String how) throws Exception {
        try (Site site = onlyXyz(how)) {
            Map<String, JsonNode> before = site.copy();
            assertThat(before).hasSizeLessThan(50);
            String job = gone(site, how);
            JsonNode status = site.awaitJob(job, "NEEDS_CONFIRMATION");
            assertThat(status.path("lastError").asText()).contains("none of the scope's projects is there any more");
            assertThat(site.copy()).isEqualTo(before);
            assertThat(Rows.text(
                            "select string_agg(distinct verdict || ', ' || evidence, ';') from jira.to_check where connector_id = ? and job_id = ?",
                            site.id,
                            job))
                    .startsWith("project_gone, its project is " + how)
                    .doesNotContain(";");
            assertThat(site.post("/sync/jobs/" + job + "/confirm", null).status())
                    .isEqualTo(202);
            site.awaitJob(job, "COMPLETED");
            assertThat(site.copy()).isEmpty();
        }
    }

    @Test
    void whoeverAsksBeforeTheNextJobLearnsWhichProjectItIsAndWhatToDo() {
        try (Site site = onlyXyz("gone")) {
            site.jira().silently().deleteProject("XYZ");
            Service.Answer answer = site.post("/mappings/test", "{}");
            answer.refused(502, "RUNTIME_ERROR");
            assertThat(answer.json().path("message").asText()).contains("XYZ", "a reconcile looks at the site again");
        }
    }

    @Test
    void whatIsBackWhenTheAdminConfirmsStays() {
        try (Site site = onlyXyz("archived")) {
            Map<String, JsonNode> before = site.copy();
            String job = gone(site, "archived");
            site.awaitJob(job, "NEEDS_CONFIRMATION");
            site.jira().silently().restoreProject("XYZ");
            site.post("/sync/jobs/" + job + "/confirm", null);
            site.awaitJob(job, "COMPLETED");
            assertThat(site.copy()).isEqualTo(before);
        }
    }

    @Test
    void anAccountThatSeesNoProjectAtAllFailsTheJobWithWhatToGrant() {
        try (Site site = onlyXyz("gone")) {
            Map<String, JsonNode> before = site.copy();
            site.jira().silently().deleteProject("ABC");
            site.jira().silently().deleteProject("TEAM");
            String job = gone(site, "gone");
            assertThat(site.awaitJob(job, "FAILED").path("lastError").asText())
                    .contains("no project at all")
                    .contains("Browse Projects");
            assertThat(site.copy()).isEqualTo(before);
        }
    }

    private static Site onlyXyz(String how) {
        // Data Center has no trash: what is deleted is gone
        Site site = how.equals("gone") ? Site.dataCenter(40) : Site.bare(40);
        site.scope("{\"projects\": [\"XYZ\"]}");
        site.mapping(Site.MAPPING);
        site.awaitJob("backfill_001", "COMPLETED");
        return site;
    }

    private static String gone(Site site, String how) {
        if (how.equals("archived")) {
            site.jira().silently().archiveProject("XYZ");
        } else {
            site.jira().silently().deleteProject("XYZ");
        }
        return site.post("/sync/reconcile", "{}").json().path("jobId").asText();
    }
}

package io.zenem.jira.routes;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a reconcile costs where nothing changed. */
@QuarkusTest
class QuietReconcileTest {
    @Test
    void ofTenProjectsListsThemAtOnceAndAllTheirIdsInOneWalk() {
        try (Site site = Site.bare(1000)) {
            StringBuilder projects = new StringBuilder("\"ABC\", \"XYZ\"");
            for (char letter = 'A'; letter <= 'H'; letter++) {
                site.jira().addProject("MORE" + letter, "Project " + letter, false);
                projects.append(", \"MORE").append(letter).append('"');
            }
            site.scope("{\"projects\": [" + projects + "]}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            site.jira().forgetRequests();
            site.reconcile("{\"windowDays\": 1}");
            assertThat(site.jira().requests().to("GET /rest/api/:v/project/search"))
                    .isEqualTo(1);
            assertThat(site.jira().requests().to("GET /rest/api/:v/project/:project"))
                    .isZero();
            // the oldest, one slice, one census, and the points of two sprints
            assertThat(site.jira().requests().to("POST /rest/api/:v/search/jql"))
                    .isLessThanOrEqualTo(5);
        }
    }
}

package io.zenem.jira.routes;

import java.time.Duration;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** Jira's index shows changes seconds late; a reconcile sees what happened before it was asked for all the same. */
@QuarkusTest
@TestProfile(IndexLagTest.Patient.class)
class IndexLagTest {
    /** As in production, but for the length. */
    public static class Patient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("connector.job.index-lag-seconds", "4");
        }
    }

    @Test
    void aReconcileWaitsUntilTheIndexHasCaughtUp() {
        try (Site site = Site.copied(100)) {
            site.jira().faults().indexLag(Duration.ofSeconds(3));
            site.jira().silently().createIssue("ABC", "Story", Site.summary("not in the index yet"));
            site.jira().silently().editIssue(site.someKey("ABC", "Story"), Site.summary("old in the index"));
            site.jira().silently().delete(site.someKey("XYZ", "Task"));
            site.reconcile("{}");
            site.assertExactCopy();
        }
    }
}

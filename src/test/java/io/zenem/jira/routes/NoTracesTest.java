package io.zenem.jira.routes;

import java.sql.SQLException;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Unless somebody switches it on, tracing does nothing. */
@QuarkusTest
class NoTracesTest {
    @Test
    void noDeliveryHasATrace() throws SQLException {
        try (Site site = Site.live(20)) {
            site.jira().editIssue(site.someKey("ABC", "Story"), Site.summary("changed"));
            site.awaitWebhooks();
            assertThat(Rows.count("select count(*) from jira.delivery where connector_id = ?", site.id))
                    .isPositive();
            assertThat(Rows.count("select count(traceparent) from jira.delivery where connector_id = ?", site.id))
                    .isZero();
        }
    }

    @Test
    void noThreadWaitsForSpans() {
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("SpanProcessor"));
    }
}

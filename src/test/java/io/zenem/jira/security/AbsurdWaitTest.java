package io.zenem.jira.security;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A wait that nobody can mean does not stop a connector for hours. */
@QuarkusTest
class AbsurdWaitTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Retry-After: 9223372036854775807",
                "Retry-After: 99999999999999999999999999",
                "Retry-After: 1e9",
                "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT",
                "X-RateLimit-Reset: +999999999-12-31T23:59:59Z",
                "Retry-After: 3601"
            })
    void isProbedAfterSomeMinutesAndEndsWithAnAdminsLook(String header) throws IOException {
        try (Site site = Site.copied(10);
                RawJira jira = new RawJira(site.baseUrl())) {
            AtomicBoolean said = new AtomicBoolean();
            jira.answer = (line, truth, wire) -> {
                if (line.contains("/search/jql") && said.compareAndSet(false, true)) {
                    RawJira.head(429, truth, header + "\r\nContent-Length: 0", wire);
                } else {
                    RawJira.truly(line, truth, wire);
                }
            };
            site.moveTo(jira.url());
            String job = site.post("/sync/reconcile", "{}").json().path("jobId").asText();
            await().until(() -> site.get("/sync/status?jobId=" + job)
                    .json()
                    .path("nextAttemptAt")
                    .isTextual());
            LocalDateTime retryAt =
                    LocalDateTime.parse(health(site).path("retryAt").asText());
            assertThat(Duration.between(LocalDateTime.now(ZoneOffset.UTC), retryAt))
                    .isBetween(Duration.ofMinutes(1), Duration.ofMinutes(6));
            assertThat(site.get("/fields").is(502).json().path("message").asText())
                    .contains("which it cannot mean", "/test");

            site.post("/test", null).is(200);

            assertThat(health(site).path("retryAt").isNull()).isTrue();
            site.awaitJob(job, "COMPLETED");
        }
    }

    @Test
    void aWaitThatCanBeMeantHoldsForAnAdminToo() throws IOException {
        try (Site site = Site.copied(10);
                RawJira jira = new RawJira(site.baseUrl())) {
            jira.answer =
                    (line, truth, wire) -> RawJira.head(429, truth, "Retry-After: 600\r\nContent-Length: 0", wire);
            site.moveTo(jira.url());
            site.post("/test", null).is(502);
            jira.answer = RawJira::truly;
            assertThat(site.post("/test", null).is(502).json().path("message").asText())
                    .contains("for another 10 minutes");
            assertThat(jira.asked("/myself")).isEqualTo(1);
        }
    }

    private static JsonNode health(Site site) {
        return site.get("/health").json();
    }
}

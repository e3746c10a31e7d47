package io.zenem.jira.security;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Rows;
import io.zenem.jira.routes.Service;
import io.zenem.jira.routes.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Answers that break off behind their head, in every way that a wire has: a call ends all the same, and soon. */
@QuarkusTest
class BrokenAnswerTest {
    private Site site;
    private RawJira jira;

    enum Break implements RawJira.Answer {
        SHORT_BODY {
            @Override
            public void to(String line, HttpResponse<byte[]> truth, OutputStream wire) throws IOException {
                RawJira.head(200, truth, "Content-Length: 1000", wire);
                wire.write(HALF);
            }
        },
        SHORT_BODY_OF_A_REFUSAL {
            @Override
            public void to(String line, HttpResponse<byte[]> truth, OutputStream wire) throws IOException {
                RawJira.head(404, truth, "Content-Length: 1000", wire);
                wire.write(HALF);
            }
        },
        NO_BODY {
            @Override
            public void to(String line, HttpResponse<byte[]> truth, OutputStream wire) throws IOException {
                RawJira.head(200, truth, "Content-Length: 1000", wire);
            }
        },
        BROKEN_CHUNK {
            @Override
            public void to(String line, HttpResponse<byte[]> truth, OutputStream wire) throws IOException {
                RawJira.head(200, truth, "Transfer-Encoding: chunked", wire);
                wire.write("5\r\n[1, 2\r\nxyz\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        },
        NO_LAST_CHUNK {
            @Override
            public void to(String line, HttpResponse<byte[]> truth, OutputStream wire) throws IOException {
                RawJira.head(429, truth, "Transfer-Encoding: chunked", wire);
                wire.write("5\r\n[1, 2\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        },
        BAD_GZIP {
            @Override
            public void to(String line, HttpResponse<byte[]> truth, OutputStream wire) throws IOException {
                RawJira.head(200, truth, "Content-Encoding: gzip\r\nContent-Length: 6", wire);
                wire.write(HALF);
            }
        },
        UNKNOWN_CHARSET {
            @Override
            public void to(String line, HttpResponse<byte[]> truth, OutputStream wire) throws IOException {
                wire.write(
                        "HTTP/1.1 200 x\r\nContent-Type: application/json; charset=no\\such\r\nContent-Length: 9\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                wire.write(HALF);
            }
        };

        private static final byte[] HALF = "{\"a\": ".getBytes(StandardCharsets.US_ASCII);
    }

    @BeforeEach
    void copied() throws IOException {
        site = Site.copied(10);
        jira = new RawJira(site.baseUrl());
        site.moveTo(jira.url());
    }

    @AfterEach
    void end() throws IOException {
        jira.close();
        site.close();
    }

    @ParameterizedTest
    @EnumSource
    void endsACallAfterItsTries(Break how) throws SQLException {
        jira.answer = how;
        assertThat(site.post("/test", null).status()).isEqualTo(502);
        assertThat(jira.asked("/myself")).isEqualTo(2);
        String job = site.post("/sync/reconcile", "{}").json().path("jobId").asText();
        await().atMost(Duration.ofSeconds(20)).until(() -> failures(job) == 1);
        assertThat(jira.asked).hasSizeBetween(2 + 6, 30);
        assertThat(Rows.text("select last_error from jira.job where connector_id = ? and id = ?", site.id, job))
                .startsWith("Jira");
        site.post("/sync/jobs/" + job + "/cancel", null);
        jira.answer = RawJira::truly;
        site.post("/test", null).is(200);
    }

    @Test
    void issuesDoNotWaitForBoardsThatAreSilent() {
        AtomicBoolean copied = new AtomicBoolean();
        jira.answer = (line, truth, wire) -> {
            if (line.contains("/rest/agile/")) {
                await().atMost(Duration.ofSeconds(60)).until(() -> copied.get());
            }
            RawJira.truly(line, truth, wire);
        };
        String key = site.someKey("ABC", "Story");
        site.jira().silently().editIssue(key, Map.of("summary", TextNode.valueOf("before the boards")));
        String job = site.post("/sync/reconcile", "{}").json().path("jobId").asText();
        await().atMost(Duration.ofSeconds(20)).until(() -> site.get("/stories?key=" + key)
                .json()
                .at("/content/0/title")
                .asText()
                .equals("before the boards"));
        copied.set(true);
        site.awaitJob(job, "COMPLETED");
    }

    @Test
    void aSiteThatIsSilentLeavesThreadsToOthers() throws IOException {
        try (Site large = Site.bare(14_000);
                RawJira silent = new RawJira(large.baseUrl())) {
            AtomicBoolean over = new AtomicBoolean();
            silent.answer = (line, truth, wire) -> {
                if (line.contains("/search/jql") && truth.body().length > 2_000) {
                    await().atMost(Duration.ofSeconds(60)).until(over::get);
                }
                RawJira.truly(line, truth, wire);
            };
            large.moveTo(silent.url());
            large.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            large.mapping(Site.MAPPING);
            await().atMost(Duration.ofSeconds(30)).until(() -> silent.asked("/search/jql") > 6);
            site.awaitJob(site.post("/sync/backfill", "{}").json().path("jobId").asText(), "COMPLETED");
            assertThat(large.get("/sync/status").json().path("status").asText()).isEqualTo("RUNNING");
            over.set(true);
        }
    }

    @Test
    void aBodyThatDripsEndsWithTheTimeOfItsCall() {
        jira.answer = (line, truth, wire) -> {
            RawJira.head(200, truth, "Content-Length: 1000", wire);
            drip(wire);
        };
        aTestEndsSoon();
    }

    @Test
    void aHeadThatDripsDoesToo() {
        jira.answer = (line, truth, wire) -> {
            wire.write("HTTP/1.1 200 x\r\nX-Long: ".getBytes(StandardCharsets.US_ASCII));
            drip(wire);
        };
        aTestEndsSoon();
    }

    private void aTestEndsSoon() {
        Instant start = Instant.now();
        Service.Answer answer = site.post("/test", null).is(502);
        assertThat(answer.json().path("message").asText()).contains("not complete in time");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
        assertThat(jira.asked("/myself")).isEqualTo(1);
    }

    /** A byte now and then until the other side hangs up, which is when a write fails. */
    private static void drip(OutputStream wire) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    try {
                        wire.write(' ');
                        wire.flush();
                        return false;
                    } catch (IOException hungUp) {
                        return true;
                    }
                });
    }

    private int failures(String job) throws SQLException {
        return Rows.count("select failures from jira.job where connector_id = ? and id = ?", site.id, job);
    }
}

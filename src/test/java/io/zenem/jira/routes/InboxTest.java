package io.zenem.jira.routes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.lease.Leases;
import io.zenem.jira.webhook.HmacSignature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the inbox does with deliveries that come in any order, and with those that cannot be applied. */
@QuarkusTest
class InboxTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SECRET = "a secret of the admin's own";

    @Inject
    Leases leases;

    @Test
    void aDrainWhoseConnectorIsRemovedEndsWithoutAStackTrace() throws SQLException, IOException {
        try (Site site = Site.live(20)) {
            Told told = new Told();
            site.jira().forgetRequests();
            site.jira().faults().latency(Duration.ofSeconds(1));
            site.jira().createVersion("ABC", "9.9", Optional.empty(), Optional.empty());
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> site.jira().requests().to("GET /rest/api/:v/version/:version") > 0);
            // Jira's answer is on its way
            Rows.change("delete from jira.connector where id = ?", site.id);
            await().atMost(Duration.ofSeconds(20)).until(() -> !leases.held().contains("inbox:" + site.id));
            assertThat(told.of(site.id)).hasSizeLessThanOrEqualTo(1).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @Test
    void aPoisonedDeliveryIsSetAsideAfterItsTriesAndHoldsUpNobody() throws SQLException {
        refuse("new.fields ->> 'title' = 'poison'");
        try (Site site = byBodies()) {
            String ill = site.someKey("ABC", "Story");
            String well = site.someKey("XYZ", "Story");
            deliver(site, changed(site, ill, "poison"));
            // together with the next one of its issue it would never be tried
            await().until(() ->
                    Rows.count("select max(attempts) from jira.delivery where connector_id = ?", site.id) > 0);
            deliver(site, changed(site, well, "other issue"));
            deliver(site, changed(site, ill, "same issue"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> outcomes(site, "applied") == 2 && outcomes(site, "dead") == 1);
            site.assertExactCopy();
            assertThat(Rows.count(
                            "select attempts from jira.delivery where connector_id = ? and outcome = 'dead'", site.id))
                    .isEqualTo(5);
            assertThat(site.get("/logs?code=DELIVERY_FAILED")
                            .json()
                            .path("totalElements")
                            .asInt())
                    .isEqualTo(1);
            // whether it died before or after the issue was healed, its letter is gone
            site.post("/replay", "{}").is(202);
            site.awaitJob("replay_001", "COMPLETED");
            assertThat(site.get("/dead-letters").json().path("totalElements").asInt())
                    .isZero();
            site.assertExactCopy();
        }
    }

    @Test
    void anIssueNeverGoesBackHoweverItsDeliveriesComeInBetweenOthers() throws SQLException {
        refuse("tg_op = 'UPDATE' and new.updated < old.updated");
        try (Site site = byBodies()) {
            List<byte[]> deliveries = new ArrayList<>();
            String busy = site.someKey("ABC", "Story");
            for (int i = 0; i < 60; i++) {
                deliveries.add(changed(site, busy, "busy " + i));
                deliveries.add(changed(site, key(site, i), "now and then " + i));
            }
            List<byte[]> mixed = new ArrayList<>(deliveries);
            mixed.addAll(deliveries.subList(0, 40));
            Collections.shuffle(mixed, new Random(7));
            mixed.parallelStream().forEach(body -> deliver(site, body));
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            site.get("/webhooks/status").json().path("pending").asInt() == 0);
            assertThat(outcomes(site, "dead")).isZero();
            assertThat(outcomes(site, "applied") + outcomes(site, "stale")).isEqualTo(120);
            site.assertExactCopy();
        }
    }

    @Test
    void whatNoColumnCanHoldIsLeftOut() {
        try (Site site = byBodies()) {
            deliver(
                    site,
                    """
                    {"webhookEvent": "user_created", "timestamp": 1,
                     "user": {"accountId": "a\\u0000b", "displayName": "\\u0000A\\ud83d", "accountType": "x\\u0000"}}"""
                            .getBytes(StandardCharsets.UTF_8));
            await().atMost(Duration.ofSeconds(20)).until(() -> outcomes(site, "applied") == 1);
        }
    }

    /** A site whose deliveries are applied as they are, and sent by the test only. */
    private static Site byBodies() {
        Site site = Site.bare(60);
        site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
        site.mapping(Site.MAPPING.replaceAll("\"description\": \\{\"fieldId\": \"description\"}, ", ""));
        site.awaitJob("backfill_001", "COMPLETED");
        site.post("/webhooks/register", "{\"mode\": \"manual\", \"secret\": \"" + SECRET + "\"}")
                .is(200);
        return site;
    }

    private static String key(Site site, int which) {
        List<String> keys = site.jira().issues(0, Integer.MAX_VALUE).stream()
                .map(issue -> issue.path("key").asText())
                .filter(key -> !key.startsWith("TEAM"))
                .toList();
        return keys.get(which * 7 % keys.size());
    }

    /** Changes it at Jira, and what Jira would send of it. */
    private static byte[] changed(Site site, String key, String summary) {
        site.jira().silently().editIssue(key, Site.summary(summary));
        JsonNode issue = site.jira().issue(key).orElseThrow();
        return JSON.createObjectNode()
                .put("webhookEvent", "jira:issue_updated")
                .put("timestamp", System.currentTimeMillis())
                .<ObjectNode>set("issue", issue)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void deliver(Site site, byte[] body) {
        Service.send(HttpRequest.newBuilder(URI.create(Service.url() + "/webhooks/jira/" + site.id))
                        .header("Content-Type", "application/json")
                        .header("X-Hub-Signature", HmacSignature.sign(body, SECRET))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build())
                .is(202);
    }

    private static int outcomes(Site site, String which) {
        return site.get("/webhooks/status").json().at("/outcomes24h/" + which).asInt();
    }

    /** From here on the database refuses items of which this is true, as it would anything that nobody has thought of. */
    private static void refuse(String condition) throws SQLException {
        Rows.change(
                """
                create function jira.test_guard() returns trigger language plpgsql as $$
                begin
                    if %s then raise exception 'refused by the test'; end if;
                    return new;
                end $$"""
                        .formatted(condition));
        Rows.change("create trigger test_guard before insert or update on jira.item"
                + " for each row execute function jira.test_guard()");
    }

    @AfterEach
    void refuseNothing() throws SQLException {
        Rows.change("drop function if exists jira.test_guard cascade");
    }
}

package io.zenem.jira.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Service;
import io.zenem.jira.routes.Site;
import io.zenem.jira.webhook.HmacSignature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Story 1 of the contract: webhooks are enabled, rotated and validated, and deliveries come in. */
@QuarkusTest
class Story01WebhooksTest {
    private static final String SECRET = "the admin's first secret";
    private static final String BODY = "{\"webhookEvent\": \"sprint_closed\", \"sprint\": {\"id\": 1}}";

    private static Site site;

    @BeforeAll
    static void copy() {
        site = Site.copied(10);
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @Test
    void registerAnswersThatTheWebhookIsRegisteredAndItsSecretSet() {
        JsonNode answer = site.post("/webhooks/register", null).is(200).json();
        assertThat(answer.path("registered").booleanValue()).isTrue();
        assertThat(answer.path("secretSet").booleanValue()).isTrue();
    }

    @Test
    void theFirstRegistrationRotatesNothing() {
        try (Site fresh = Site.copied(10)) {
            assertThat(rotated(fresh)).isFalse();
            assertThat(rotated(fresh)).isTrue();
        }
    }

    private static boolean rotated(Site site) {
        return site.post("/webhooks/register", "{}")
                .is(200)
                .json()
                .path("rotated")
                .booleanValue();
    }

    @Test
    void rotateAnswersWhen() {
        site.post("/webhooks/register", "{}").is(200);
        JsonNode answer = site.post("/webhooks/rotate", null).is(200).json();
        assertThat(answer.path("rotated").booleanValue()).isTrue();
        assertThat(answer.path("rotatedAt").asText()).matches(Wire.TIMESTAMP);
    }

    @Test
    void statusTellsTheLastEventAndTheirNumber() {
        manual(SECRET);
        deliver("X-Jira-Signature", HmacSignature.sign(bytes(), SECRET), "application/json")
                .is(202);
        JsonNode status = site.get("/webhooks/status").is(200).json();
        assertThat(status.path("registered").booleanValue()).isTrue();
        assertThat(status.path("lastEventAt").asText()).matches(Wire.TIMESTAMP);
        assertThat(status.path("events24h").intValue()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"X-Jira-Signature,''", "X-Jira-Signature,sha256=", "X-Hub-Signature,sha256="})
    void aSignedDeliveryIsAccepted(String header, String prefix) {
        manual(SECRET);
        String hex = HmacSignature.sign(bytes(), SECRET).replace("sha256=", "");
        assertThat(deliver(header, prefix + hex, "application/json; charset=utf-8")
                        .is(202)
                        .json()
                        .path("accepted")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void theOldSecretEndsWithTheRotation() {
        manual(SECRET);
        site.post("/webhooks/rotate", "{\"secret\": \"the admin's second secret\"}")
                .is(200);
        deliver("X-Jira-Signature", HmacSignature.sign(bytes(), SECRET), "application/json")
                .refused(401, "UNAUTHORIZED");
        deliver("X-Jira-Signature", HmacSignature.sign(bytes(), "the admin's second secret"), "application/json")
                .is(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void aFormIsNoDelivery(String type) {
        deliver("X-Jira-Signature", HmacSignature.sign(bytes(), SECRET), type).refused(415, "INVALID_ARGUMENT");
    }

    @Test
    void validateTellsWhetherTheSignatureIsRight() {
        manual(SECRET);
        assertThat(validate(HmacSignature.sign(bytes(), SECRET))).isTrue();
        assertThat(validate(HmacSignature.sign(bytes(), "another secret of the admin")))
                .isFalse();
        assertThat(validate("sha256=")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'mode': 'auto'} | mode",
                "{'mode': 'manual'} | secret",
                "{'mode': 'manual', 'secret': 'short'} | secret",
                "{'mode': 'manual', 'secret': '                    '} | secret",
                "{'secret': 'long enough to be one'} | secret"
            },
            quoteCharacter = '"')
    void aRegistrationThatMakesNoSenseIsRefused(String body, String field) {
        site.post("/webhooks/register", body.replace('\'', '"')).names(field);
    }

    @Test
    void unregisteringLeavesNothing() {
        site.post("/webhooks/register", "{}").is(200);
        site.call("DELETE", "/webhooks").is(200);
        assertThat(site.get("/webhooks/status").json().path("registered").booleanValue())
                .isFalse();
        site.post("/webhooks/rotate", "{}").refused(409, "INVALID_ARGUMENT");
    }

    private static void manual(String secret) {
        site.post("/webhooks/register", "{\"mode\": \"manual\", \"secret\": \"" + secret + "\"}")
                .is(200);
    }

    private static boolean validate(String signature) {
        String payload = BODY.replace("\"", "\\\"");
        return site.post(
                        "/webhooks/validate",
                        "{\"payload\": \"" + payload + "\", \"signature\": \"" + signature + "\"}")
                .is(200)
                .json()
                .path("valid")
                .booleanValue();
    }

    private static Service.Answer deliver(String header, String signature, String type) {
        return Service.send(HttpRequest.newBuilder(URI.create(Service.url() + "/webhooks/jira/" + site.id))
                .header(header, signature)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(bytes()))
                .build());
    }

    private static byte[] bytes() {
        return BODY.getBytes(StandardCharsets.UTF_8);
    }
}

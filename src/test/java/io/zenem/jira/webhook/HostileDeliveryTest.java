package io.zenem.jira.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.Json;
import io.zenem.jira.webhook.Delivery.IssueChanged;
import io.zenem.jira.webhook.Delivery.Other;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HostileDeliveryTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "'text'",
                "{",
                "{'webhookEvent':'x'} {}",
                "[{'webhookEvent':'x'}]",
            })
    void refusesWhatIsNoObject(String body) {
        assertMalformed(DeliveryReaderTest.bytes(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'webhookEvent':7}",
                "{'webhookEvent':null}",
                "{'webhookEvent':{}}",
                "{'webhookEvent':['jira:issue_deleted']}",
                "{'webhookEvent':' \\u0000'}",
                "{'id':'10014','name':'of whatever'}",
                "{'issue':'ABC-14'}",
                "{'issue':{'id':0}}",
            })
    void takesABodyWithoutAnEventOrAnIssueForNothing(String body) {
        assertThat(DeliveryReader.read(DeliveryReaderTest.bytes(body)))
                .containsExactly(new Other("unknown", Instant.EPOCH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'issue':{'id':'10014','key':'ABC-14','fields':{'summary':'x','updated':'2026-11-28T10:00:00.000+0000'}}}",
                "{'webhookEvent':7,'issue':{'id':10014}}",
                "{'webhookEvent':null,'issue':10014}",
                "{'webhookEvent':'','issueId':'10014'}",
                "{'issue_id':10014}",
                "{'id':'10014','self':'https://acme.example/rest/api/2/10014','key':'ABC-14','fields':{}}",
            })
    void hasTheIssueOfABodyWithoutAnEventRead(String body) {
        assertThat(DeliveryReader.read(DeliveryReaderTest.bytes(body)))
                .containsExactly(new IssueChanged("unknown", Instant.EPOCH, 10014, Optional.empty(), Optional.empty()));
    }

    @Property
    void readsAnyObjectWhateverItsEventIs(
            @ForAll("json") JsonNode event, @ForAll("parts") String part, @ForAll("json") JsonNode value) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("webhookEvent", event);
        body.set(part, value);
        assertThat(DeliveryReader.read(body.toString().getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty()
                .allSatisfy(delivery -> assertThat(delivery.event()).isNotBlank());
    }

    @Test
    void refusesBytesThatAreNoText() {
        assertMalformed(new byte[] {'{', '"', (byte) 0xFF, (byte) 0xC0, '"', ':', '1', '}'});
    }

    @Test
    void refusesDeepNesting() {
        assertMalformed(
                DeliveryReaderTest.bytes("{'webhookEvent':'x','a':" + "[".repeat(100_000) + "]".repeat(100_000) + "}"));
    }

    @Test
    void takesTheLastOfTwoNames() {
        assertThat(DeliveryReader.read(DeliveryReaderTest.bytes("{'webhookEvent':'a','webhookEvent':'b'}")))
                .containsExactly(new Other("b", Instant.EPOCH));
    }

    @Test
    void refusesANumberWhoseExponentIsTooLarge() {
        assertMalformed(DeliveryReaderTest.bytes("{'webhookEvent':'x','timestamp':1E99999999999}"));
    }

    @Test
    void takesFromAnEventsNameWhatTheLedgerCannotHold() {
        String body = "{'webhookEvent':'a\\u0000b\\ud800" + "c".repeat(1_000) + "'}";
        assertThat(DeliveryReader.read(DeliveryReaderTest.bytes(body)))
                .containsExactly(new Other("ab\uFFFD" + "c".repeat(197), Instant.EPOCH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "1e3", "true", "'x'", "''", "'-7'", "99999999999999999999", "[7]", "{}"})
    void doesNotTakeThisForAnId(String id) {
        assertThat(DeliveryReader.read(
                        DeliveryReaderTest.bytes("{'webhookEvent':'sprint_started','sprint':{'id':" + id + "}}")))
                .containsExactly(new Other("sprint_started", Instant.EPOCH));
    }

    @Property
    void readsAnyObjectWithAnEvent(
            @ForAll("events") String event, @ForAll("parts") String part, @ForAll("json") JsonNode value) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("webhookEvent", event);
        body.set(part, value);
        assertThat(DeliveryReader.read(body.toString().getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty()
                .allSatisfy(delivery -> assertThat(delivery.event()).isEqualTo(event));
    }

    @Provide
    Arbitrary<String> events() {
        return Arbitraries.of(
                "jira:issue_updated",
                "jira:version_merged",
                "sprint_closed",
                "project_archived",
                "user_updated",
                "comment_updated",
                "worklog_deleted",
                "issuelink_created",
                "issue_property_set",
                "_",
                "other");
    }

    @Provide
    Arbitrary<String> parts() {
        return Arbitraries.of(
                "timestamp",
                "issue",
                "version",
                "mergedTo",
                "sprint",
                "project",
                "user",
                "comment",
                "worklog",
                "issueLink",
                "property");
    }

    @Provide
    Arbitrary<JsonNode> json() {
        return Json.any();
    }

    private static void assertMalformed(byte[] body) {
        assertThatThrownBy(() -> DeliveryReader.read(body)).isExactlyInstanceOf(MalformedDelivery.class);
        assertThatThrownBy(() -> DeliveryReader.check(body)).isExactlyInstanceOf(MalformedDelivery.class);
    }
}

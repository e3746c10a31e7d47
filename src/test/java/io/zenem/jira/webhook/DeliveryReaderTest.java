package io.zenem.jira.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.zenem.jira.webhook.Delivery.DimensionChanged;
import io.zenem.jira.webhook.Delivery.IssueChanged;
import io.zenem.jira.webhook.Delivery.IssueDeleted;
import io.zenem.jira.webhook.Delivery.Other;
import io.zenem.jira.webhook.Delivery.ProjectChanged;
import io.zenem.jira.webhook.Delivery.UserChanged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryReaderTest {
    private static final Instant AT = Instant.parse("2026-11-02T12:00:01.500Z");

    @Test
    void takesTheWholeIssueFromItsOwnEvents() throws IOException {
        IssueChanged changed = (IssueChanged) only("issue-updated");
        assertThat(changed.event()).isEqualTo("jira:issue_updated");
        assertThat(changed.at()).isEqualTo(AT);
        assertThat(changed.issueId()).isEqualTo(20042);
        assertThat(changed.updated()).contains(Instant.parse("2026-11-02T08:20:01.250Z"));
        assertThat(changed.issue().orElseThrow().at("/fields/description").asText())
                .isEqualTo("h1. Wiki text");
        assertThat(changed.issue().orElseThrow().at("/fields/customfield_10016").decimalValue())
                .isEqualTo(new BigDecimal("3.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'webhookEvent':'jira:issue_created','issue':{'id':20042}}",
                "{'webhookEvent':'jira:issue_created','issue':{'id':'20042','fields':{'summary':'x'}}}",
                "{'webhookEvent':'jira:issue_updated','issue':{'id':'20042','fields':{'updated':'yesterday'}}}",
            })
    void knowsAnIssueWithoutItsTimeByIdOnly(String body) {
        assertThat(DeliveryReader.read(bytes(body)))
                .singleElement()
                .returns(20042L, delivery -> ((IssueChanged) delivery).issueId())
                .returns(Optional.empty(), delivery -> ((IssueChanged) delivery).issue())
                .returns(Optional.empty(), delivery -> ((IssueChanged) delivery).updated());
    }

    @ParameterizedTest
    @CsvSource({
        "comment-created, comment_created",
        "comment-created-data-center, comment_created",
        "worklog-updated, worklog_updated",
    })
    void knowsTheIssueOfWhatHangsOnItByIdOnly(String file, String event) throws IOException {
        assertThat(only(file)).isEqualTo(new IssueChanged(event, AT, 20042, Optional.empty(), Optional.empty()));
    }

    @Test
    void findsBothIssuesOfALink() throws IOException {
        assertThat(DeliveryReader.read(file("issuelink-created")))
                .extracting(delivery -> ((IssueChanged) delivery).issueId())
                .containsExactly(20042L, 20043L);
    }

    @Test
    void readsADeletionThatBringsNoFields() throws IOException {
        assertThat(only("issue-deleted-bare")).isEqualTo(new IssueDeleted("jira:issue_deleted", AT, 20042));
    }

    @Test
    void readsVersions() throws IOException {
        assertThat(only("version-released"))
                .isEqualTo(new DimensionChanged("jira:version_released", AT, "version", List.of(50001L)));
        assertThat(only("version-merged"))
                .isEqualTo(new DimensionChanged("jira:version_deleted", AT, "version", List.of(50001L, 50002L)));
    }

    @Test
    void readsSprints() throws IOException {
        assertThat(only("sprint-closed")).isEqualTo(new DimensionChanged("sprint_closed", AT, "sprint", List.of(7L)));
        assertThat(only("sprint-deleted")).isEqualTo(new DimensionChanged("sprint_deleted", AT, "sprint", List.of(7L)));
    }

    @Test
    void readsProjectsWhateverHappenedToThem() throws IOException {
        assertThat(only("project-soft-deleted")).isEqualTo(new ProjectChanged("project_soft_deleted", AT, 10010));
    }

    @Test
    void readsAUserWithLittleMoreThanAnAccountId() throws IOException {
        UserChanged changed = (UserChanged) only("user-deleted");
        assertThat(changed.user().path("accountId").asText()).isEqualTo("712020:ada");
    }

    @Test
    void keepsEventsItHasNoUseFor() throws IOException {
        assertThat(only("board-deleted")).isEqualTo(new Other("board_deleted", AT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jira:issue_updated",
                "jira:issue_deleted",
                "jira:version_deleted",
                "sprint_started",
                "project_updated",
                "user_updated",
                "comment_deleted",
                "attachment_created",
                "issuelink_deleted",
                "issuetype_created",
                "a_name_of_next_year",
                "nonsense",
            })
    void keepsEventsThatNameNothing(String event) {
        assertThat(DeliveryReader.read(bytes("{'webhookEvent':'" + event + "'}")))
                .containsExactly(new Other(event, Instant.EPOCH));
    }

    @Test
    void takesOfALargeBodyWhatItNamesAndNotWhatItSays() {
        String values = "{\"a\":1},".repeat(40_000);
        byte[] body = ("{\"webhookEvent\":\"jira:issue_updated\",\"timestamp\":1793620801500,\"x\":[" + values
                        + "1],\"issue\":{\"id\":\"20042\",\"key\":\"ABC-1\",\"fields\":{\"updated\":"
                        + "\"2026-11-02T08:20:01.250+0000\",\"labels\":[" + values + "1]}}}")
                .getBytes(StandardCharsets.UTF_8);
        DeliveryReader.check(body);
        IssueChanged changed = (IssueChanged) DeliveryReader.read(body).get(0);
        assertThat(changed.issueId()).isEqualTo(20042);
        assertThat(changed.issue()).isEmpty();
    }

    @Test
    void readsNoMoreOfALargeBodyThanItCanKeep() {
        StringBuilder names = new StringBuilder("{\"webhookEvent\":\"jira:issue_deleted\",\"issue\":{\"id\":7}");
        for (int i = 0; i < 40_000; i++) {
            names.append(",\"n").append(i).append("\":{\"a\":{\"b\":{\"c\":{\"d\":1}}}}");
        }
        byte[] body = names.append('}').toString().getBytes(StandardCharsets.UTF_8);
        assertThat(DeliveryReader.read(body)).singleElement().isInstanceOf(IssueDeleted.class);
    }

    private static Delivery only(String name) throws IOException {
        assertThat(DeliveryReader.read(file(name))).hasSize(1);
        return DeliveryReader.read(file(name)).get(0);
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream file = DeliveryReaderTest.class.getResourceAsStream("/webhooks/" + name + ".json")) {
            return Objects.requireNonNull(file, name).readAllBytes();
        }
    }

    static byte[] bytes(String singleQuoted) {
        return singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}

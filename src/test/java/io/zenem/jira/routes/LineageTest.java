package io.zenem.jira.routes;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every row says how it came: with which job or which delivery. */
@QuarkusTest
class LineageTest {
    @Test
    void aReleaseAndASprintNameTheDeliveryThatBroughtThem() {
        try (Site site = Site.live(20)) {
            site.jira().createVersion("ABC", "first", Optional.empty(), Optional.empty());
            site.awaitWebhooks();
            site.jira().createVersion("ABC", "second", Optional.empty(), Optional.empty());
            site.awaitWebhooks();
            site.jira().createSprint(12, "third", "");
            site.awaitWebhooks();
            long first = delivery(site.get("/releases?size=200").json().path("content"), "first");
            long second = delivery(site.get("/releases?size=200").json().path("content"), "second");
            long third = delivery(site.get("/sprints?state=future").json(), "third");
            assertThat(first).isPositive().isLessThan(second);
            assertThat(second).isLessThan(third);
        }
    }

    private static long delivery(JsonNode rows, String name) {
        for (JsonNode row : rows) {
            if (row.path("name").asText().equals(name)) {
                assertThat(row.at("/sourceMetadata/via").asText()).isEqualTo("webhook");
                return Long.parseLong(row.at("/sourceMetadata/deliveryId").asText());
            }
        }
        throw new AssertionError("No " + name + " in " + rows);
    }
}

package io.zenem.jira.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zenem.jira.connector.SyncContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DrainSortingTest {
    private static final SyncContext CONTEXT = SyncContext.of(
            "{\"connectorId\": \"acme\", \"scope\": {\"projects\": [\"ABC\"], \"projectIds\": [10000]}, \"projects\": [],"
                    + " \"issueTypes\": [], \"mapping\": {}}");

    @Test
    void ofTwoEventsOfOnePersonTheLaterOneCounts() throws JsonProcessingException {
        DrainSorting sorting =
                new DrainSorting(CONTEXT, Instant.parse("2026-11-02T12:00:00Z"), Duration.ZERO, Map.of());
        renamed(sorting, 1, "B", 1762084801500L);
        renamed(sorting, 2, "C", 1762084803500L);
        renamed(sorting, 3, "A", 1762084800500L);
        JsonNode people = new JsonMapper().readTree(sorting.batch().users());
        assertThat(people).hasSize(1);
        assertThat(people.at("/0/accountId").asText()).isEqualTo("acc_a");
        assertThat(people.at("/0/displayName").asText()).isEqualTo("C");
        assertThat(people.at("/0/source/deliveryId").asText()).isEqualTo("2");
    }

    private static void renamed(DrainSorting sorting, long deliveryId, String name, long at) {
        String body =
                "{\"webhookEvent\": \"user_updated\", \"timestamp\": %d, \"user\": {\"accountId\": \"acc_a\", \"displayName\": \"%s\"}}";
        DeliveryReader.read(body.formatted(at, name).getBytes(StandardCharsets.UTF_8))
                .forEach(delivery -> sorting.sort(deliveryId, delivery, false));
    }
}

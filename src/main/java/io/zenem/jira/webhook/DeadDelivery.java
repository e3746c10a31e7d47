package io.zenem.jira.webhook;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a delivery named that could not be applied, by ids alone: from those a replay fetches it afresh, while the body, with its
 * values, is not kept.
 *
 * @param entity issue, version or sprint
 * @param jiraKey of an issue, where the body has it
 */
record DeadDelivery(String entity, long jiraId, Optional<String> jiraKey) {

    /** The things that a body names; none where it is unreadable, or about something else. */
    static List<DeadDelivery> of(byte[] body) {
        try {
            return DeliveryReader.read(body).stream().flatMap(DeadDelivery::of).toList();
        } catch (MalformedDelivery unreadable) {
            return List.of();
        }
    }

    private static Stream<DeadDelivery> of(Delivery delivery) {
        if (delivery instanceof Delivery.IssueChanged issue) {
            return Stream.of(
                    new DeadDelivery("issue", issue.issueId(), issue.issue().flatMap(DeadDelivery::key)));
        }
        if (delivery instanceof Delivery.DimensionChanged dimension) {
            return dimension.ids().stream().map(id -> new DeadDelivery(dimension.entity(), id, Optional.empty()));
        }
        return delivery instanceof Delivery.IssueDeleted issue ? Stream.of(issue(issue.issueId())) : Stream.empty();
    }

    static DeadDelivery issue(long id) {
        return new DeadDelivery("issue", id, Optional.empty());
    }

    private static Optional<String> key(JsonNode issue) {
        return Optional.of(issue.path("key").asText("")).filter(key -> !key.isBlank());
    }
}

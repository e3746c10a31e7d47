package io.zenem.jira.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        List<DeadDelivery> named = new ArrayList<>();
        try {
            DeliveryReader.read(body).forEach(delivery -> named.addAll(of(delivery)));
        } catch (MalformedDelivery unreadable) {
            return List.of();
        }
        return named;
    }

    private static List<DeadDelivery> of(Delivery delivery) {
        List<DeadDelivery> named = new ArrayList<>();
        if (delivery instanceof Delivery.IssueChanged issue) {
            named.add(new DeadDelivery("issue", issue.issueId(), issue.issue().flatMap(DeadDelivery::key)));
        } else if (delivery instanceof Delivery.IssueDeleted issue) {
            named.add(new DeadDelivery("issue", issue.issueId(), Optional.empty()));
        } else if (delivery instanceof Delivery.DimensionChanged dimension) {
            dimension.ids().forEach(id -> named.add(new DeadDelivery(dimension.entity(), id, Optional.empty())));
        }
        return named;
    }

    private static Optional<String> key(JsonNode issue) {
        return Optional.of(issue.path("key").asText("")).filter(key -> !key.isBlank());
    }
}

package io.zenem.jira.mapping;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Values of Jira Service Management's own field types, {@code sd-*}. Those with a name are read as any other value. */
final class ServiceDeskText {
    private ServiceDeskText() {}

    static Optional<String> of(String kind, JsonNode value) {
        return switch (kind) {
            case "sd-servicelevelagreement" -> agreement(value);
            case "sd-approvals" -> approval(value);
            case "sd-feedback", "sd-request-feedback" -> text(value.path("rating"));
            case "sd-customerrequesttype" -> text(value.path("requestType").path("name"));
            default -> Optional.empty();
        };
    }

    /**
     * The cycle that runs, else the last one that ended; the field's name says what is agreed. The time that is left is another one
     * at each read, without any change of the issue, and so not part of it.
     */
    private static Optional<String> agreement(JsonNode value) {
        boolean running = value.path("ongoingCycle").isObject();
        return breached(value)
                .map(breached ->
                        running ? (breached ? "running, breached" : "running") : breached ? "breached" : "met");
    }

    /** Whether an agreement is, or was in its last cycle, breached; empty for anything else and before the first cycle. */
    static Optional<Boolean> breached(JsonNode value) {
        JsonNode ended = value.path("completedCycles")
                .valueStream()
                .filter(JsonNode::isObject)
                .reduce((before, last) -> last)
                .orElse(MissingNode.getInstance());
        JsonNode cycle = value.path("ongoingCycle").isObject() ? value.path("ongoingCycle") : ended;
        return cycle.isObject() ? Optional.of(cycle.path("breached").asBoolean()) : Optional.empty();
    }

    private static Optional<String> approval(JsonNode value) {
        return text(value.path("name"))
                .map(name -> name + ": " + text(value.path("finalDecision")).orElse("pending"));
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() || value.isNumber()
                ? Optional.of(value.asText()).filter(words -> !words.isBlank())
                : Optional.empty();
    }
}

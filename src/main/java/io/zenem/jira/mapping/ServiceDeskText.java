package io.zenem.jira.mapping;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

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

    /** The cycle that runs, else the last one that ended; the field's name says what is agreed. */
    private static Optional<String> agreement(JsonNode value) {
        JsonNode running = value.path("ongoingCycle");
        if (running.isObject()) {
            return Optional.of(
                    running.path("breached").asBoolean()
                            ? "running, breached"
                            : "running"
                                    + text(running.path("remainingTime").path("friendly"))
                                            .map(left -> ", " + left + " left")
                                            .orElse(""));
        }
        JsonNode ended = value.path("completedCycles");
        return ended.isArray() && !ended.isEmpty()
                ? Optional.of(ended.get(ended.size() - 1).path("breached").asBoolean() ? "breached" : "met")
                : Optional.empty();
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

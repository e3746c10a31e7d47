package io.zenem.jira.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What a person reads in objects whose form depends on their field's type: the figures that Jira keeps of every issue, and the values of
 * Jira Service Management ({@code sd-*}). Nothing where they say that there is nothing.
 */
final class KindText {
    private KindText() {}

    static Optional<String> of(String kind, JsonNode value) {
        return switch (kind) {
            case "progress" -> progress(value);
            case "votes" -> above0(value.path("votes"));
            case "watches" -> above0(value.path("watchCount"));
            case "timetracking" -> times(value);
            case "comments-page" ->
                above0(value.path("total")).map(count -> count + (count.equals("1") ? " comment" : " comments"));
            case "worklog" ->
                text(value.path("timeSpent"))
                        .or(() -> above0(value.path("timeSpentSeconds")).map(seconds -> seconds + " seconds"));
            case "attachment" -> text(value.path("filename"));
            case "sd-servicelevelagreement" -> agreement(value);
            case "sd-approvals" -> approval(value);
            case "sd-feedback", "sd-request-feedback" -> textOrNumber(value.path("rating"));
            case "sd-customerrequesttype" ->
                textOrNumber(value.path("requestType").path("name"));
            case "issuelink", "issuelinks" -> ObjectText.link(value);
            case "user" -> UserValue.of(value).map(SeenUser::shown).or(() -> ObjectText.of(value));
            default -> ObjectText.of(value);
        };
    }

    private static Optional<String> progress(JsonNode value) {
        Optional<String> percent = above0(value.path("percent"));
        Optional<BigDecimal> total = NumberValue.of(value.path("total")).filter(number -> number.signum() > 0);
        return percent.or(() -> total.flatMap(whole -> NumberValue.of(value.path("progress"))
                        .map(part -> part.multiply(BigDecimal.valueOf(100))
                                .divide(whole, 0, RoundingMode.HALF_UP)
                                .toPlainString())))
                .map(number -> number + " %");
    }

    private static Optional<String> times(JsonNode value) {
        String times = Stream.of(
                        text(value.path("originalEstimate")).map(time -> time + " estimated"),
                        text(value.path("timeSpent")).map(time -> time + " spent"),
                        text(value.path("remainingEstimate")).map(time -> time + " remaining"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return Optional.of(times).filter(words -> !words.isEmpty());
    }

    private static Optional<String> above0(JsonNode number) {
        return NumberValue.of(number).filter(value -> value.signum() > 0).map(BigDecimal::toPlainString);
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.ofNullable(value.textValue()).filter(words -> !words.isBlank());
    }

    /**
     * The running cycle, else the last one that ended; the field's name says what is agreed. The time left is no part of it, because it
     * differs at each read without any change of the issue.
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
        return textOrNumber(value.path("name"))
                .map(name ->
                        name + ": " + textOrNumber(value.path("finalDecision")).orElse("pending"));
    }

    private static Optional<String> textOrNumber(JsonNode value) {
        return value.isTextual() || value.isNumber()
                ? Optional.of(value.asText()).filter(words -> !words.isBlank())
                : Optional.empty();
    }
}

package io.zenem.jira.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** The figures that Jira keeps of every issue, in words; nothing where they say that there is nothing. */
final class IssueFigures {
    private IssueFigures() {}

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
            default -> Optional.empty();
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
        return Optional.of(value)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(words -> !words.isBlank());
    }
}

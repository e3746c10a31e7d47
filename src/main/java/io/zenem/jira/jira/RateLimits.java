package io.zenem.jira.jira;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What an answer tells of Jira's limits, which are separate: requests a second (burst), points an hour (quota) and writes of one issue.
 * Each answer tells of one in X-RateLimit-*, and of quotas in the list RateLimit (with RateLimit-Policy) too. Headers that begin with
 * Beta- tell of limits that are not enforced yet, and count for nothing.
 */
final class RateLimits {
    private enum Kind {
        BURST("burst"),
        QUOTA("quota"),
        WRITE("perIssueWrite");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }
    }

    /** The smallest quota is of 65,000 points an hour, the largest burst that was seen of 400 requests. */
    private static final int SMALLEST_QUOTA = 10_000;

    private static final Duration LONGEST_WINDOW = Duration.ofHours(2);
    private static final int REASON_LENGTH = 100;
    private static final Pattern POLICY = Pattern.compile("\"([^\"]{1,100})\"((?:\\s*;\\s*\\w+\\s*=\\s*\\d+)*)");
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)\\s*=\\s*(\\d+)");

    private final HttpAnswer answer;
    private final Map<Kind, ObjectNode> limits = new EnumMap<>(Kind.class);

    private RateLimits(HttpAnswer answer) {
        this.answer = answer;
    }

    /**
     * One element a limit that the answer tells of: {@code {"kind", "reason", "allowed", "remaining", "resetsAt", "hit"}}, of which
     * all but the first and the last may be missing; {@code hit} for the one that the answer is a refusal by.
     */
    static ArrayNode of(HttpAnswer answer) {
        RateLimits told = new RateLimits(answer);
        told.listed();
        told.plain();
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        told.limits.values().forEach(all::add);
        return all;
    }

    private void plain() {
        Optional<Integer> allowed = number("X-RateLimit-Limit");
        Optional<Integer> left = number("X-RateLimit-Remaining");
        Optional<String> reason = answer.header("RateLimit-Reason").map(RateLimits::cut);
        if (allowed.isEmpty() && left.isEmpty() && !answer.limited()) {
            return;
        }
        boolean large = allowed.filter(requests -> requests >= SMALLEST_QUOTA).isPresent()
                || answer.header("X-RateLimit-NearLimit").isPresent();
        ObjectNode limit = limit(reason.map(RateLimits::kind).orElse(large ? Kind.QUOTA : Kind.BURST));
        reason.ifPresent(words -> limit.put("reason", words));
        allowed.ifPresent(requests -> limit.put("allowed", requests));
        left.or(() -> answer.limited() ? Optional.of(0) : Optional.empty())
                .ifPresent(requests -> limit.put("remaining", requests));
        answer.header("X-RateLimit-Reset")
                .flatMap(RetryAfter::instant)
                .map(at -> Duration.between(answer.at().plus(answer.ahead().orElse(Duration.ZERO)), at))
                // no limit lasts longer, and the database's calendar ends before Java's
                .filter(span -> span.abs().compareTo(LONGEST_WINDOW) <= 0)
                .or(answer::pause)
                .ifPresent(span -> resets(limit, answer.at().plus(span)));
        limit.put("hit", answer.limited());
    }

    /** Several policies in any order; of two of one kind the one with less left counts. */
    private void listed() {
        Map<String, Map<String, Integer>> policies = policies("RateLimit-Policy");
        policies("RateLimit").forEach((name, values) -> {
            ObjectNode limit = limit(kind(name));
            Integer left = values.get("r");
            if (limit.has("remaining")
                    && (left == null || left >= limit.path("remaining").asInt())) {
                return;
            }
            limit.put("reason", name);
            Optional.ofNullable(policies.getOrDefault(name, Map.of()).get("q"))
                    .ifPresent(points -> limit.put("allowed", points));
            Optional.ofNullable(left).ifPresent(points -> limit.put("remaining", points));
            Optional.ofNullable(values.get("t"))
                    .ifPresent(seconds -> resets(limit, answer.at().plusSeconds(seconds)));
        });
    }

    private Map<String, Map<String, Integer>> policies(String header) {
        Map<String, Map<String, Integer>> policies = new LinkedHashMap<>();
        Matcher policy = POLICY.matcher(answer.header(header).orElse(""));
        while (policy.find()) {
            Map<String, Integer> values = policies.computeIfAbsent(policy.group(1), name -> new LinkedHashMap<>());
            Matcher parameter = PARAMETER.matcher(policy.group(2));
            while (parameter.find()) {
                integer(parameter.group(2)).ifPresent(value -> values.put(parameter.group(1), value));
            }
        }
        return policies;
    }

    private ObjectNode limit(Kind kind) {
        return limits.computeIfAbsent(kind, one -> JsonNodeFactory.instance
                .objectNode()
                .put("kind", one.shown)
                .put("hit", false));
    }

    /** By Jira's words, of today (jira-burst-based, jira-quota-global-based, jira-per-issue-on-write) and of before (jira-cost-based). */
    private static Kind kind(String reason) {
        String words = reason.toLowerCase(Locale.ROOT);
        return words.contains("quota") || words.contains("cost")
                ? Kind.QUOTA
                : words.contains("issue") ? Kind.WRITE : Kind.BURST;
    }

    private static void resets(ObjectNode limit, Instant at) {
        limit.put("resetsAt", at.toString());
    }

    private Optional<Integer> number(String header) {
        return answer.header(header).map(String::strip).flatMap(RateLimits::integer);
    }

    private static Optional<Integer> integer(String text) {
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }

    private static String cut(String words) {
        return words.substring(0, Math.min(words.length(), REASON_LENGTH));
    }
}

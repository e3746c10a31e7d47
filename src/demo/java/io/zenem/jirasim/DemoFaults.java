package io.zenem.jirasim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What goes wrong at the site. Thread-safe; every setter returns this, and everything is off at first. */
public final class DemoFaults {
    /** Ways in which an answer of the REST API can fail. The control API is never affected. */
    public enum Failure {
        /** 429 with Retry-After. */
        TOO_MANY_REQUESTS,
        /** 429 of the gateway: no Retry-After, only X-RateLimit-Reset. */
        TOO_MANY_REQUESTS_WITHOUT_RETRY_AFTER,
        /** 429 of the hourly quota: Retry-After, and neither what is left nor when it resets. */
        QUOTA_SPENT,
        /** 500 with Jira's JSON. */
        SERVER_ERROR,
        /** 502 with an HTML page. */
        BAD_GATEWAY,
        /** 504 with an HTML page. */
        GATEWAY_TIMEOUT,
        /** 400 with Jira's JSON. */
        BAD_REQUEST,
        /** 403 with Jira's JSON. */
        FORBIDDEN,
        /** 404 with Jira's JSON. */
        NOT_FOUND,
        /** 422 with Jira's JSON. */
        UNPROCESSABLE,
        /** 200 with JSON that is something else than was asked for. */
        OTHER_JSON,
        /** 503 with Retry-After. */
        UNAVAILABLE,
        /** The connection ends without an answer. */
        RESET,
        /** The body ends before its announced length. */
        TRUNCATED,
        /** The body dribbles over about two seconds. */
        SLOW_BODY,
        /** 200 with an HTML page, as of a proxy that wants a login. */
        HTML_PAGE,
        /** 404 with HTML "Page unavailable": the whole site is gone, which says nothing about an issue. */
        PAGE_UNAVAILABLE,
        /** 401, as of a login service that stumbles over good credentials. */
        UNAUTHORIZED;

        private static final Set<Failure> VERDICTS =
                Set.of(BAD_REQUEST, FORBIDDEN, NOT_FOUND, UNPROCESSABLE, OTHER_JSON);

        /** Whether asking again helps; the others say something of the thing that was asked for. */
        public boolean passes() {
            return !VERDICTS.contains(this);
        }
    }

    /** On and off. */
    public enum Switch {
        /** The token has expired: every call is anonymous, most still answer 200. */
        DEAD_TOKEN,
        /** The account's token is a scoped one: the site does not take it, Atlassian's gateway does. */
        SCOPED_TOKEN,
        /** The second page of a walk hands out its own token again, without end. */
        REPEATED_PAGE_TOKEN,
        /** Searches answer their first page whatever the token, each time with a fresh one. */
        IGNORED_PAGE_TOKEN,
        /** Searches for ids alone never end: each page has ids that nobody has seen, and a token. */
        EVER_NEW_IDS,
        /** Lists answer their first page whatever startAt says, and do not tell how many they have. */
        IGNORED_START,
        /** Lists and searches name what they give twice on each page. */
        NAMED_TWICE,
        /** Each page of a search begins with an entry whose id is no number that fits. */
        ENTRIES_WITHOUT_ID,
        /** The account is no administrator: webhooks answer 403. */
        ADMIN_DENIED,
        /** A disabled webhook stays disabled, whatever a PUT says. */
        WEBHOOK_STAYS_DISABLED,
        /** The list of an app's webhooks does not tell when they end. */
        END_UNTOLD,
        /** Pages of searches are a third as long as they could be, as Jira allows itself. */
        SHORT_SEARCH_PAGES,
        /** The approximate count answers 503. */
        COUNT_UNAVAILABLE,
        /** Webhooks are signed with another secret. */
        WRONG_SIGNATURE,
        /** Sprints in webhook bodies are today's objects instead of the old strings. */
        SPRINT_OBJECTS_IN_WEBHOOKS,
        /** A deleted parent's sub-tasks get no event of their own. */
        SILENT_SUBTASK_DELETION,
        /** Reads of issues, versions and sprints by id answer 403. */
        READS_DENIED,
        /** The account has lost its licence of Jira Software: the sprints of every board answer 403. */
        SPRINTS_DENIED,
        /** The agile API's sprints do not say which board they were made on. */
        SPRINTS_WITHOUT_ORIGIN,
        /** Versions and sprints with an even id have texts for dates that are none. */
        DATES_THAT_ARE_NONE,
        /** The account's profile names a time zone that was founded yesterday. */
        NEW_TIME_ZONE,
        /** The lists of statuses and priorities answer 403. */
        LISTS_DENIED,
        /** The account may not browse users and groups: their list answers 403, their search nothing. */
        USERS_HIDDEN,
        /** The list of users answers 409 where more than a hundred are asked for. */
        SLOW_USER_LIST,
        /** The list of users gives at most seventy at a time. */
        SHORT_USER_PAGES,
        /** One issue in seven cannot be read by id: a bulk read names it in its errors. */
        UNREADABLE_BY_ID,
        /** One issue in seven has no {@code updated}. */
        MISSING_UPDATED
    }

    /** Chances from 0 to 1, rolled for each delivery of a webhook. */
    public enum Delivery {
        /** It is never sent. */
        LOST,
        /** It is sent twice with the same identifier. */
        DUPLICATED,
        /** It waits, so that later ones overtake it. */
        REORDERED
    }

    private static final int RETRY_AFTER_SECONDS = 1;
    private static final Duration WEBHOOK_RETRY_DELAY = Duration.ofMillis(200);

    private final Map<Failure, Integer> next = new EnumMap<>(Failure.class);
    private final Map<Failure, Double> probability = new EnumMap<>(Failure.class);
    private final Map<Switch, Boolean> switches = new EnumMap<>(Switch.class);
    private final Map<Delivery, Double> deliveries = new EnumMap<>(Delivery.class);
    private final List<TooMuch> tooMuch = new ArrayList<>();
    private String onlyPaths = "";
    private int retryAfterSeconds = RETRY_AFTER_SECONDS;
    private Duration latency = Duration.ZERO;
    private Duration indexLag = Duration.ZERO;
    private Duration clockAhead = Duration.ZERO;
    private Duration webhookDelay = Duration.ZERO;
    private Duration webhookRetryDelay = WEBHOOK_RETRY_DELAY;

    DemoFaults() {}

    /** The next {@code times} requests fail like this. */
    public synchronized DemoFaults next(Failure failure, int times) {
        next.put(failure, times);
        return this;
    }

    /** Each request fails like this with a chance from 0 to 1. */
    public synchronized DemoFaults probability(Failure failure, double chance) {
        probability.put(failure, chance);
        return this;
    }

    /** Only requests whose path contains this text can fail; the empty text means all. */
    public synchronized DemoFaults onlyPaths(String part) {
        onlyPaths = part;
        return this;
    }

    /** Tells answers that Jira cannot make. */
    @FunctionalInterface
    public interface TooMuch {
        /**
         * Whether an answer is too much.
         *
         * @param asked the body of the request, an empty object for none
         */
        boolean test(String pathAndQuery, JsonNode asked, String answer);
    }

    /** Answers of this kind are 500 instead, for good. */
    public synchronized DemoFaults tooMuch(TooMuch kind) {
        tooMuch.add(kind);
        return this;
    }

    synchronized boolean isTooMuch(String pathAndQuery, JsonNode asked, String answer) {
        return tooMuch.stream().anyMatch(kind -> kind.test(pathAndQuery, asked, answer));
    }

    /** Turns a switch. */
    public synchronized DemoFaults turn(Switch which, boolean on) {
        switches.put(which, on);
        return this;
    }

    /** Each delivery meets this fate with a chance from 0 to 1. */
    public synchronized DemoFaults deliveries(Delivery fate, double chance) {
        deliveries.put(fate, chance);
        return this;
    }

    /** The seconds that 429 and 503 tell in Retry-After, 1 at first. */
    public synchronized DemoFaults retryAfterSeconds(int seconds) {
        retryAfterSeconds = seconds;
        return this;
    }

    /** Every answer waits this long. */
    public synchronized DemoFaults latency(Duration time) {
        latency = time;
        return this;
    }

    /** The search sees changes this much later; to be set before the change. */
    public synchronized DemoFaults indexLag(Duration time) {
        indexLag = time;
        return this;
    }

    /** The site's clock is so far ahead of the true time, or behind where it is negative. */
    public synchronized DemoFaults clockAhead(Duration time) {
        clockAhead = time;
        return this;
    }

    /** Every delivery of a webhook waits this long. */
    public synchronized DemoFaults webhookDelay(Duration time) {
        webhookDelay = time;
        return this;
    }

    /** The pause before a webhook is sent again, 200 ms at first; at Jira it is 5 to 15 minutes. */
    public synchronized DemoFaults webhookRetryDelay(Duration time) {
        webhookRetryDelay = time;
        return this;
    }

    /** Heals everything; all is as at first. */
    public synchronized DemoFaults clear() {
        next.clear();
        probability.clear();
        switches.clear();
        deliveries.clear();
        tooMuch.clear();
        onlyPaths = "";
        retryAfterSeconds = RETRY_AFTER_SECONDS;
        latency = Duration.ZERO;
        indexLag = Duration.ZERO;
        clockAhead = Duration.ZERO;
        webhookDelay = Duration.ZERO;
        webhookRetryDelay = WEBHOOK_RETRY_DELAY;
        return this;
    }

    synchronized boolean on(Switch which) {
        return switches.getOrDefault(which, false);
    }

    synchronized Duration latency() {
        return latency;
    }

    synchronized Duration indexLag() {
        return indexLag;
    }

    synchronized Duration clockAhead() {
        return clockAhead;
    }

    synchronized Duration webhookDelay() {
        return webhookDelay;
    }

    synchronized Duration webhookRetryDelay() {
        return webhookRetryDelay;
    }

    synchronized int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    synchronized boolean befalls(Delivery fate) {
        return ThreadLocalRandom.current().nextDouble() < deliveries.getOrDefault(fate, 0.0);
    }

    /** The failure that this request meets, if any. */
    synchronized Optional<Failure> roll(String path) {
        if (!path.contains(onlyPaths)) {
            return Optional.empty();
        }
        for (Failure failure : Failure.values()) {
            int left = next.getOrDefault(failure, 0);
            if (left > 0) {
                next.put(failure, left - 1);
                return Optional.of(failure);
            }
        }
        for (Failure failure : Failure.values()) {
            if (ThreadLocalRandom.current().nextDouble() < probability.getOrDefault(failure, 0.0)) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }

    synchronized ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.set("next", Json.MAPPER.valueToTree(next));
        json.set("probability", Json.MAPPER.valueToTree(probability));
        json.set("switches", Json.MAPPER.valueToTree(switches));
        json.set("deliveries", Json.MAPPER.valueToTree(deliveries));
        json.put("onlyPaths", onlyPaths);
        json.put("retryAfterSeconds", retryAfterSeconds);
        json.put("latencyMs", latency.toMillis());
        json.put("indexLagMs", indexLag.toMillis());
        json.put("clockAheadMs", clockAhead.toMillis());
        json.put("webhookDelayMs", webhookDelay.toMillis());
        json.put("webhookRetryDelayMs", webhookRetryDelay.toMillis());
        return json;
    }
}

package io.zenem.jira.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was last seen of connectors, so that a flood of deliveries does not cost a look into the database each. A connector that takes
 * deliveries is remembered for longer, since the route looks again, and apart from others, so that made-up names push none out; a refusal is
 * final to Jira and has to be fresh.
 */
final class KnownReceivers {
    private static final int MOST = 1_000;
    private static final Duration OPEN = Duration.ofSeconds(10);
    private static final Duration SHUT = Duration.ofSeconds(1);

    private final Memory open = new Memory();
    private final Memory shut = new Memory();

    /** What is remembered of a connector; empty where nobody looked lately. */
    synchronized Optional<Reception> find(String connectorId, Instant now) {
        return Optional.ofNullable(open.getOrDefault(connectorId, shut.get(connectorId)))
                .filter(known -> now.isBefore(known.until()))
                .map(Seen::reception);
    }

    synchronized void remember(String connectorId, Reception reception, Instant now) {
        boolean takes = reception == Reception.OPEN;
        open.remove(connectorId);
        shut.remove(connectorId);
        (takes ? open : shut).put(connectorId, new Seen(reception, now.plus(takes ? OPEN : SHUT)));
    }

    /** The latest of them. */
    private static final class Memory extends LinkedHashMap<String, Seen> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > MOST;
        }
    }

    private record Seen(Reception reception, Instant until) {}
}

package io.zenem.jira.read;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/**
 * How many elements large lists have, and what else is counted of a large copy, remembered for some seconds: whoever walks through a million
 * stories in thousands of pages does not have them counted for each page. Up to {@link #COUNTED} elements nothing is remembered, so that
 * number is always exact.
 */
@ApplicationScoped
@Named("totals")
public class Totals {
    static final long COUNTED = 100_000;
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MOST = 1_000;
    private static final long UNKNOWN = -1;
    private static final String COPY = "copy";

    private final Clock clock;
    private final Map<Listing, Counted> counted = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Listing, Counted> eldest) {
            return size() > MOST;
        }
    };

    Totals(Clock clock) {
        this.clock = clock;
    }

    /** The number that is remembered of a connector's list with this filter, a record; -1 where it is to be counted. */
    public long known(String connectorId, Object filter) {
        return recall(new Listing(connectorId, filter)).map(Long.class::cast).orElse(UNKNOWN);
    }

    /** The page of a statement's row {@code {answer, total}}, whose total is remembered from now on where it is large and was counted. */
    public String page(Map<String, Object> row, String connectorId, Object filter, long known) {
        if (known == UNKNOWN) {
            remember(new Listing(connectorId, filter), total(row), total(row));
        }
        return (String) row.get("answer");
    }

    /** The counts of a connector's copy that are remembered; empty where it is to be counted. */
    public String counts(String connectorId) {
        return recall(new Listing(connectorId, COPY)).map(String.class::cast).orElse("");
    }

    /** The counts of the row {@code {counts, total}} of {@code sql/read/counts.sql}. */
    public String counted(Map<String, Object> row, String connectorId) {
        String counts = (String) row.get("counts");
        remember(new Listing(connectorId, COPY), total(row), counts);
        return counts;
    }

    private static long total(Map<String, Object> row) {
        return ((Number) row.get("total")).longValue();
    }

    private synchronized Optional<Object> recall(Listing listing) {
        return Optional.ofNullable(counted.get(listing))
                .filter(known -> clock.instant().isBefore(known.until()))
                .map(Counted::what);
    }

    private synchronized void remember(Listing listing, long total, Object what) {
        counted.remove(listing);
        if (total > COUNTED) {
            counted.put(listing, new Counted(what, clock.instant().plus(REMEMBERED)));
        }
    }

    private record Listing(String connectorId, Object filter) {}

    private record Counted(Object what, Instant until) {}
}

package io.zenem.jira.read;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.api.PageRequest;

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

    /** The same page, with what is remembered of the list's total. */
    public PageRequest known(PageRequest asked) {
        return recall(listing(asked))
                .map(Long.class::cast)
                .map(asked::withTotal)
                .orElse(asked);
    }

    /** The page of a statement's row {@code {answer, total}}, whose total is remembered from now on where it is large and was counted. */
    public String page(PageRequest asked, Map<String, Object> row) {
        if (asked.total() == PageRequest.UNKNOWN) {
            remember(listing(asked), total(row), total(row));
        }
        return (String) row.get("answer");
    }

    private static Listing listing(PageRequest asked) {
        return new Listing(asked.connectorId(), asked.filter());
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

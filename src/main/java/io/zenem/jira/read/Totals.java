package io.zenem.jira.read;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/**
 * How many elements large lists have, remembered for some seconds: whoever walks through a million stories in thousands of pages does
 * not have them counted for each page. Up to {@link #COUNTED} elements nothing is remembered, so that number is always exact.
 */
@ApplicationScoped
@Named("totals")
public class Totals {
    static final long COUNTED = 100_000;
    static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MOST = 1_000;
    private static final long UNKNOWN = -1;

    private final Clock clock;
    private final Map<Listing, Counted> counted = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Listing, Counted> eldest) {
            return size() > MOST;
        }
    };

    Totals(Clock clock) {
        this.clock = clock;
    }

    /** The number that is remembered of a connector's list with this filter, a record; -1 where it is to be counted. */
    public synchronized long known(String connectorId, Object filter) {
        Counted known = counted.get(new Listing(connectorId, filter));
        return known == null || !clock.instant().isBefore(known.until()) ? UNKNOWN : known.total();
    }

    /** The page of a statement's row {@code {answer, total}}, whose total is remembered from now on where it is large and was counted. */
    public synchronized String page(Map<String, Object> row, String connectorId, Object filter, long known) {
        long total = ((Number) row.get("total")).longValue();
        if (known == UNKNOWN) {
            Listing listing = new Listing(connectorId, filter);
            counted.remove(listing);
            if (total > COUNTED) {
                counted.put(listing, new Counted(total, clock.instant().plus(REMEMBERED)));
            }
        }
        return (String) row.get("answer");
    }

    private record Listing(String connectorId, Object filter) {}

    private record Counted(long total, Instant until) {}
}

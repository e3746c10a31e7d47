package io.zenem.jira.read;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** What was counted of large copies, remembered as long as {@link Totals} remembers; smaller ones are counted each time. */
@ApplicationScoped
@Named("copyCounts")
public class CopyCounts {
    private final Clock clock;
    private final Map<String, Counted> counted = new ConcurrentHashMap<>();

    @Inject
    CopyCounts(Clock clock) {
        this.clock = clock;
    }

    /** The counts of a connector's copy; empty where it is to be counted. */
    public String known(String connectorId) {
        Counted known = counted.get(connectorId);
        return known == null || !clock.instant().isBefore(known.until()) ? "" : known.counts();
    }

    /** The counts of the row {@code {counts, total}} of {@code sql/read/counts.sql}. */
    public String keep(Map<String, Object> row, String connectorId) {
        String counts = (String) row.get("counts");
        if (((Number) row.get("total")).longValue() > Totals.COUNTED) {
            counted.put(connectorId, new Counted(counts, clock.instant().plus(Totals.REMEMBERED)));
        } else {
            counted.remove(connectorId);
        }
        return counts;
    }

    private record Counted(String counts, Instant until) {}
}

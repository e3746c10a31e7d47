package io.zenem.jira.jira;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The zone of the account's profile, in which Jira reads the dates of our JQL. Jira may name one that this Java does not know (its
 * table of zones is older), or none; then bounds are far enough out for any zone there is, so that a search finds too much and never
 * too little.
 *
 * @param name as Jira tells it; empty for none
 * @param known the zone; empty where Java has none of that name
 */
public record AccountZone(String name, Optional<ZoneId> known) {
    private static final Duration FURTHEST_WEST = Duration.ofHours(12);
    private static final Duration FURTHEST_EAST = Duration.ofHours(14);

    public static AccountZone of(String name) {
        try {
            return new AccountZone(name, Optional.of(ZoneId.of(name)));
        } catch (DateTimeException unknown) {
            return new AccountZone(name, Optional.empty());
        }
    }

    /** {@code updated >= "..."}, including the instant. */
    public String updatedFrom(Instant from) {
        return known.map(zone -> Jql.updatedFrom(from, zone))
                .orElseGet(() -> Jql.updatedFrom(from.minus(FURTHEST_WEST), ZoneOffset.UTC));
    }

    /** {@code updated <= "..."}, including the instant. */
    public String updatedTo(Instant to) {
        return known.map(zone -> Jql.updatedTo(to, zone))
                .orElseGet(() -> Jql.updatedTo(to.plus(FURTHEST_EAST), ZoneOffset.UTC));
    }

    /** A zone for literals of which only the order counts: where two searches meet, both say the same. */
    public ZoneId forCuts() {
        return known.orElse(ZoneOffset.UTC);
    }
}

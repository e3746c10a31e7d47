package io.zenem.jira.jira;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Building blocks of JQL. Whatever text goes in, it comes out as data and never as syntax. */
public final class Jql {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private Jql() {}

    /** How an instant becomes one of JQL's minutes. */
    public enum Rounding {
        /** For lower bounds ({@code updated >=}): never later than the instant. */
        FLOOR,
        /** For upper bounds ({@code updated <=}): never earlier than the instant. */
        CEIL
    }

    /** A JQL string literal of any text: double quotes, backslash escapes, control characters as {@code \\uXXXX}. */
    public static String quote(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default ->
                    out.append(Character.isISOControl(c) ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return out.append('"').toString();
    }

    /**
     * An instant as a quoted {@code yyyy-MM-dd HH:mm}, the finest that JQL knows, in the zone of the account's profile,
     * in which Jira reads it. Rounded outwards: whichever way Jira resolves a local time that the zone has twice (clocks
     * set back) or never (clocks set forward), the bound still includes the instant.
     */
    public static String instant(Instant instant, ZoneId accountZone, Rounding rounding) {
        boolean floor = rounding == Rounding.FLOOR;
        LocalDateTime minute = LocalDateTime.ofInstant(instant, accountZone).truncatedTo(ChronoUnit.MINUTES);
        while (readings(minute, accountZone)
                .anyMatch(reading -> floor ? reading.isAfter(instant) : reading.isBefore(instant))) {
            minute = minute.plusMinutes(floor ? -1 : 1);
        }
        return '"' + MINUTE.format(minute) + '"';
    }

    /** Every instant that a local time may mean: one mostly, two when clocks are set back; all about a gap. */
    private static Stream<Instant> readings(LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> valid = zone.getRules().getValidOffsets(local);
        if (!valid.isEmpty()) {
            return valid.stream().map(local::toInstant);
        }
        ZoneOffsetTransition gap = zone.getRules().getTransition(local);
        return Stream.of(local.toInstant(gap.getOffsetBefore()), local.toInstant(gap.getOffsetAfter()));
    }

    /** {@code updated >= "..."}, including the instant. */
    public static String updatedFrom(Instant from, ZoneId accountZone) {
        return "updated >= " + instant(from, accountZone, Rounding.FLOOR);
    }

    /** {@code updated <= "..."}, including the instant. */
    public static String updatedTo(Instant to, ZoneId accountZone) {
        return "updated <= " + instant(to, accountZone, Rounding.CEIL);
    }

    /** The clauses joined by AND, blank ones left out; a clause with an OR of its own has to come in parentheses. */
    public static String and(String... clauses) {
        return Arrays.stream(clauses).filter(clause -> !clause.isBlank()).collect(Collectors.joining(" AND "));
    }

    /** The fragment in parentheses; see {@link #violation} for fragments of an admin. */
    public static String parentheses(String fragment) {
        return "(" + fragment + ")";
    }

    /**
     * {@code field in ("a","b")} with quoted values.
     *
     * @throws IllegalArgumentException without values: JQL has no empty list, and leaving the clause out would widen the
     *     search to everything
     */
    public static String in(String field, Collection<String> values) {
        return list(field, values.stream().map(Jql::quote).toList());
    }

    /** {@code field in (1,2)} with numeric ids; errors as {@link #in}. */
    public static String inIds(String field, Collection<Long> ids) {
        return list(field, ids.stream().map(String::valueOf).toList());
    }

    private static String list(String field, List<String> literals) {
        if (literals.isEmpty()) {
            throw new IllegalArgumentException("No values for " + field);
        }
        return field + " in (" + String.join(",", literals) + ")";
    }

    /**
     * What is wrong with an admin's JQL that is to be put in parentheses, in words for the admin; empty when it stays
     * inside them. Whether Jira understands it is for Jira to say.
     */
    public static Optional<String> violation(String jqlFragment) {
        return JqlFragment.violation(jqlFragment);
    }

    /**
     * The part of the site that an admin chose.
     *
     * @param projectKeys none means all projects
     * @param issueTypes names; none means all types
     * @param jql a condition of the admin's own, checked by {@link Jql#violation}
     */
    public record Scope(List<String> projectKeys, List<String> issueTypes, Optional<String> jql) {
        /** {@code project in ("ABC") AND issuetype in ("Epic") AND (<jql>)}; never unbounded, which Jira refuses. */
        public String toJql() {
            List<String> clauses = new ArrayList<>();
            clauses.add(projectKeys.isEmpty() ? "project is not empty" : in("project", projectKeys));
            if (!issueTypes.isEmpty()) {
                clauses.add(in("issuetype", issueTypes));
            }
            jql.filter(fragment -> !fragment.isBlank()).map(Jql::parentheses).ifPresent(clauses::add);
            return and(clauses.toArray(String[]::new));
        }
    }
}

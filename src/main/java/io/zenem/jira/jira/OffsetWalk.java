package io.zenem.jira.jira;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where a walk through Data Center's search is, which knows offsets only. When an issue in front of an offset leaves the list, all behind it
 * move up, and one of them would never be seen. So an offset counts from a minute near by, each page begins with the last issue of the page
 * before, and where it does not, the walk goes on from that minute's beginning.
 *
 * @param from where the offset counts from, by the field that the walk is sorted by; empty for the list's beginning
 * @param offset issues before the page
 * @param anchor the id of the issue that the page has to begin with; empty where it may begin with any
 * @param again how often a page began otherwise: no token of a walk may come twice
 */
record OffsetWalk(Optional<Instant> from, int offset, Optional<String> anchor, int again) {
    private static final Pattern TOKEN = Pattern.compile("(-?\\d{1,15})?\\.(\\d{1,9})\\.(\\d{1,18})?\\.(\\d{1,9})");

    /** In a page as Cloud would give it: how often the walk had begun again behind it, so that what came before comes once more. */
    static final String RESTARTS = "restarts";

    static final OffsetWalk BEGIN = new OffsetWalk(Optional.empty(), 0, Optional.empty(), 0);

    /**
     * The walk at a token, at its beginning without one.
     *
     * @throws JiraRefused for a token that is not ours, as Cloud does, so that the walk begins again
     */
    static OffsetWalk at(Optional<String> token) {
        if (token.isEmpty()) {
            return BEGIN;
        }
        Matcher parts = TOKEN.matcher(token.get());
        if (!parts.matches()) {
            throw new JiraRefused(400, "The page token is not one of Data Center's walks.", false);
        }
        return new OffsetWalk(
                Optional.ofNullable(parts.group(1)).map(Long::valueOf).map(Instant::ofEpochSecond),
                Integer.parseInt(parts.group(2)),
                Optional.ofNullable(parts.group(3)),
                Integer.parseInt(parts.group(4)));
    }

    String token() {
        return from.map(at -> String.valueOf(at.getEpochSecond())).orElse("") + "." + offset + "." + anchor.orElse("")
                + "." + again;
    }

    /** Whether something moved in front of the page since the page before. */
    boolean moved(JsonNode issues) {
        return anchor.filter(id -> !id.equals(issues.path(0).path("id").asText()))
                .isPresent();
    }

    /**
     * The place of the next page; empty behind the last.
     *
     * @param issues the page, the anchor included
     * @param total issues behind {@link #from}
     * @param field created or updated, which the walk is sorted by, the oldest first
     * @param zone in which Jira reads the dates of our JQL
     */
    Optional<OffsetWalk> after(JsonNode issues, int total, String field, ZoneId zone) {
        if (moved(issues)) {
            return Optional.of(new OffsetWalk(from, 0, Optional.empty(), again + 1));
        }
        if (issues.isEmpty() || offset + issues.size() >= total) {
            return Optional.empty();
        }
        JsonNode last = issues.path(issues.size() - 1);
        Optional<String> id = Optional.of(last.path("id").asText());
        Optional<Instant> reached = JiraTime.parse(last.path("fields").path(field));
        String minute = minute(reached, zone);
        if (minute.compareTo(minute(from, zone)) <= 0) {
            return Optional.of(new OffsetWalk(from, offset + issues.size() - 1, id, again));
        }
        int same = 1;
        while (same < issues.size()
                && minute(
                                JiraTime.parse(issues.path(issues.size() - 1 - same)
                                        .path("fields")
                                        .path(field)),
                                zone)
                        .equals(minute)) {
            same++;
        }
        return Optional.of(new OffsetWalk(reached, same - 1, id, again));
    }

    private static String minute(Optional<Instant> at, ZoneId zone) {
        return at.map(known -> Jql.instant(known, zone, Jql.Rounding.FLOOR)).orElse("");
    }
}

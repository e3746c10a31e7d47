package io.zenem.jira.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/** Local times as moments, never in another order than the clock shows them. */
final class WallClock {
    private WallClock() {}

    /** A skipped local time is the moment of the jump, a repeated one its first occurrence. */
    static Instant moment(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }
}

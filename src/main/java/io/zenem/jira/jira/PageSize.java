package io.zenem.jira.jira;

import java.util.Optional;

/**
 * How many things a walk asks for at once: half as many where Jira cannot give so many, down to one; twice as many again after some
 * pages that came.
 *
 * @param now to ask for
 * @param most that Jira gives at once
 * @param came pages in a row since it changed
 * @param lastTry whether one alone is asked for a last time, as patiently as the caller allows
 */
public record PageSize(int now, int most, int came, boolean lastTry) {
    /** What was too much is tried again so rarely that it costs little where it still is. */
    private static final int BEFORE_MORE = 10;

    public static PageSize of(int most) {
        return new PageSize(most, most, 0, false);
    }

    /** After a page that did not come; empty where one alone did not come at its last try either. */
    public Optional<PageSize> smaller() {
        if (lastTry) {
            return Optional.empty();
        }
        return Optional.of(new PageSize(Math.max(1, now / 2), most, 0, now == 1));
    }

    public PageSize after() {
        return came + 1 < BEFORE_MORE
                ? new PageSize(now, most, came + 1, false)
                : new PageSize(Math.min(most, now * 2), most, 0, false);
    }
}

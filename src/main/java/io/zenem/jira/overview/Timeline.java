package io.zenem.jira.overview;

import java.time.Instant;
import java.util.List;

/**
 * The values that a field of an issue had, as Jira's changelog tells them: it has no entry of what an issue began with.
 *
 * @param changes the oldest first
 * @param present the value now, which counts where nothing was changed
 */
record Timeline(List<Change> changes, String present) {
    /** One change; empty text for no value. */
    record Change(Instant at, String from, String to) {}

    /** The value at a moment, what was changed in that moment included. */
    String at(Instant moment) {
        String value = changes.isEmpty() ? present : changes.get(0).from();
        for (Change change : changes) {
            if (change.at().isAfter(moment)) {
                return value;
            }
            value = change.to();
        }
        return value;
    }
}

package io.zenem.jira.overview;

import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One thing that an admin should look at.
 *
 * @param code a word that stays the same, to filter by
 * @param severity error (the copy is wrong or will be), warning (it may be), info
 * @param message what is wrong and what to do
 * @param action the call that repairs it
 */
public record AttentionEntry(String code, Severity severity, String message, Action action) {
    /** The worst comes first. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A call of this API. */
    public record Action(String method, String path, Map<String, Object> body) {}
}

package io.zenem.jira.webhook;

import java.util.Locale;

/**
 * How the webhook is at Jira.
 *
 * @param state ok, missing, disabled, changed, doubled or unknown; empty text where Jira was not asked
 * @param message for health and log, empty text for a webhook that is as it should be
 * @param lost whether deliveries may have been lost meanwhile, so that a reconcile has to look
 * @param level of the log entry
 * @param code of the log entry, empty text where there is nothing new to be logged
 */
public record Finding(String state, String message, boolean lost, String level, String code) {
    /** A finding that says nothing. */
    static Finding quiet(String state, boolean lost) {
        return new Finding(state, "", lost, "INFO", "");
    }

    /** Jira was not asked. */
    static Finding unchecked() {
        return quiet("", false);
    }

    /** Jira does not have yet what was decided here. */
    static Finding follows(String state, String message, boolean lost) {
        return new Finding(state, message, lost, "INFO", "WEBHOOK_FOLLOWS");
    }

    static Finding wrong(String state, String message, boolean lost) {
        return new Finding(state, message, lost, "WARN", "WEBHOOK_" + state.toUpperCase(Locale.ROOT));
    }

    Finding renewed() {
        return new Finding(state, message, lost, level, "WEBHOOK_RENEWED");
    }

    Finding repaired() {
        return new Finding("ok", message + " It was repaired.", lost, level, code);
    }

    /** Somebody else has to repair it, and before that there is nothing to be fetched. */
    Finding leftTo(String whom) {
        return new Finding(state, message + " " + whom, false, level, code);
    }

    /** Not logged again where the last check found the same. */
    Finding unlessSaid(String before) {
        return state.equals(before) ? new Finding(state, message, lost, level, "") : this;
    }

    boolean good() {
        return state.equals("ok");
    }

    /** Whether there is something to be logged. */
    public boolean logs() {
        return !code.isEmpty();
    }
}

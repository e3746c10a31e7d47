package io.zenem.jira.webhook;

/**
 * What a check of a webhook at Jira found.
 *
 * @param state ok, missing, disabled, changed, doubled or unknown
 * @param message for health and log, empty text for a webhook that is as it should be
 * @param act what to do about it: none, write (put it right) or renew
 * @param lost whether deliveries may have been lost meanwhile, so that a reconcile has to look
 * @param level of the log entry
 * @param code of the log entry, empty text where there is nothing new to be logged
 */
public record Verdict(String state, String message, String act, boolean lost, String level, String code) {
    static Verdict ok() {
        return new Verdict("ok", "", "none", false, "INFO", "");
    }

    /** Of a webhook that Jira was not asked for: nothing is found. */
    static Verdict none() {
        return new Verdict("", "", "none", false, "INFO", "");
    }

    /** The same where deliveries may have been lost before. */
    Verdict afterLosses() {
        return new Verdict(state, message, act, true, level, code);
    }

    /** Whether the webhook has to be written at Jira. */
    public boolean writes() {
        return act.equals("write");
    }

    /** Whether the webhook needs more time at Jira. */
    public boolean renews() {
        return act.equals("renew");
    }

    /** Whether there is something to be logged. */
    public boolean logs() {
        return !code.isEmpty();
    }
}

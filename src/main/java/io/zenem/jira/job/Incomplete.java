package io.zenem.jira.job;

/**
 * What is said of a part that Jira did not give.
 *
 * @param kind of the part; {@code walk} for a list that was read and is not whole
 * @param level of the log entry
 * @param code of the log entry; empty text where nobody has to know
 * @param message for the admin: what is missing, why, and what to do
 * @param shown for the job's status, as JSON; null where nothing is missing
 * @param lasting whether Jira failed until the last try, so that its likes are tried less often
 */
public record Incomplete(String kind, String level, String code, String message, String shown, boolean lasting) {
    /** Whether it is written down. */
    public boolean known() {
        return !code.isEmpty();
    }
}

package io.zenem.jira.jira;

/**
 * When a call may go.
 *
 * @param left milliseconds until then
 * @param doubtful whether it lies behind a wait that Jira cannot mean
 */
public record CallSlot(long left, boolean doubtful) {
    /** The next part of the wait, short enough for a job that is cancelled meanwhile to end soon. */
    public long waitMillis() {
        return Math.min(left, CallTries.LONGEST_PART.toMillis());
    }

    public CallSlot waited() {
        return new CallSlot(left - waitMillis(), doubtful);
    }
}

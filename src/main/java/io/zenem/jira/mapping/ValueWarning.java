package io.zenem.jira.mapping;

/**
 * A value that could not be read as the target's type; the target is null (or lacks that element).
 *
 * @param jiraValue the value's beginning, for the admin who drafts the mapping; not for logs or dead letters
 * @param problem for instance {@code not a number}
 */
public record ValueWarning(String field, String jiraValue, String problem) {
    static final String NO_DATE = "not a date";
    static final String NO_MOMENT = "not a date and time";

    /** Whether the value should have been a date, or a date and time. */
    public boolean dateless() {
        return problem.equals(NO_DATE) || problem.equals(NO_MOMENT);
    }
}

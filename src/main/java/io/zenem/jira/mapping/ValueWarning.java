package io.zenem.jira.mapping;

/**
 * A value that could not be read as the target's type; the target is null (or lacks that element).
 *
 * @param jiraValue the value's beginning, for the admin who drafts the mapping; not for logs or dead letters
 * @param problem for instance {@code not a number}
 */
public record ValueWarning(String field, String jiraValue, String problem) {}

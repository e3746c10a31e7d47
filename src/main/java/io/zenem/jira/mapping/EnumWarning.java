package io.zenem.jira.mapping;

/** A value that the enumMap does not name, and what is used in its place: for {@code status}, {@code NOT_STARTED}. */
public record EnumWarning(String field, String jiraValue, String mappedTo) {}

package io.zenem.jira.lease;

/**
 * What this instance alone may do for a time.
 *
 * @param name such as {@code inbox:acme}
 * @param fence tells this lease from those that others had before and will have after
 */
public record Lease(String name, long fence) {}

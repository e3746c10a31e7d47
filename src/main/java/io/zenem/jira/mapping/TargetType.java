package io.zenem.jira.mapping;

/** What a Zenem field holds, and so how a Jira value is read for it. */
public enum TargetType {
    /** One line as Jira has it, or by enumMap. */
    STRING,
    /** Plain text of several lines, from an Atlassian document or wiki markup. */
    TEXT,
    /** NOT_STARTED, IN_PROGRESS, BLOCKED, DONE or CANCELLED. */
    STATUS,
    /** {@code {"accountId","displayName"}}. */
    USER,
    /** A decimal number. */
    NUMBER,
    /** True or false. */
    BOOLEAN,
    /** {@code yyyy-MM-dd}. */
    DATE,
    /** {@code yyyy-MM-dd'T'HH:mm:ss} in UTC. */
    DATETIME,
    /** An array of strings. */
    STRINGS,
    /** {@code {"jiraId","jiraKey"}}. */
    PARENT,
    /** An array of Jira sprint ids, as strings. */
    SPRINTS,
    /** An array of Jira version ids, as strings. */
    RELEASES
}

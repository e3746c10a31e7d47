package io.zenem.jira.connector;

/** A warning in a connector's log, in words for an admin. */
public record Warning(String code, String message) {}

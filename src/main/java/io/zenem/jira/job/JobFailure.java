package io.zenem.jira.job;

/**
 * Why an attempt ended.
 *
 * @param message for the admin who reads the job's status
 * @param waitSeconds how long to wait at least before the next attempt
 */
public record JobFailure(String message, long waitSeconds) {}

package io.zenem.jira.job;

/**
 * Why an attempt ended.
 *
 * @param message for the admin who reads the job's status
 * @param waitSeconds how long to wait at least before the next attempt
 * @param doubtful whether the next attempt has to ask first whether Jira accepts the credentials
 */
public record JobFailure(String message, long waitSeconds, boolean doubtful) {}

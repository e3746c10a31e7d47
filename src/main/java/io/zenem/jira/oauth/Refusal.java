package io.zenem.jira.oauth;

/**
 * Atlassian refuses to give a token, and will until somebody repairs it.
 *
 * @param message what to do, for health, job errors and the log
 * @param grantIsDead whether the refresh token is worth nothing any more; else it may work when the app's secret is right
 */
public record Refusal(String message, boolean grantIsDead) {}

package io.zenem.jira.oauth;

/**
 * The right to refresh a connector's tokens, for a short time.
 *
 * @param owner a name of this one try
 * @param generation the tokens that it knows; somebody who made newer ones wins
 */
public record Lease(String owner, int generation) {}

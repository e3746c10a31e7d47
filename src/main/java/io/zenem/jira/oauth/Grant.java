package io.zenem.jira.oauth;

/**
 * What the token endpoint gave, ready to be stored.
 *
 * @param access the access token, encrypted, base64
 * @param renewal the refresh token, encrypted, base64; empty text where Atlassian gave none and the old one stays
 * @param seconds how long the access token lives
 */
public record Grant(String access, String renewal, int seconds) {}

package io.zenem.jirasim;

/**
 * An issue's identity.
 *
 * @param id what never changes
 * @param key what changes when the issue moves or its project's key is changed
 */
public record DemoIssue(long id, String key) {}

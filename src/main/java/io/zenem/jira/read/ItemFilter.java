package io.zenem.jira.read;

import java.time.OffsetDateTime;

/**
 * Which items a reader wants; an empty text stands for anything.
 *
 * @param entity project or story
 * @param since the first moment of Jira's updated; {@link OffsetDateTime#MIN} also takes those whose updated is not known
 */
public record ItemFilter(String entity, String key, String status, OffsetDateTime since) {}

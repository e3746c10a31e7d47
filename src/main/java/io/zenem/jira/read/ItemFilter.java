package io.zenem.jira.read;

import java.time.OffsetDateTime;

/**
 * Which items or releases a reader wants; an empty text stands for anything.
 *
 * @param entity project, story or release
 * @param since the first moment of Jira's updated, of releases of their last sync; {@link OffsetDateTime#MIN} also takes items whose
 *     updated is not known
 */
public record ItemFilter(String entity, String key, String status, OffsetDateTime since) {}

package io.zenem.jira.overview;

import java.time.OffsetDateTime;

/**
 * Which deletions an admin looks for.
 *
 * @param verdict such as deleted or out_of_scope; an empty text stands for any
 * @param since the first moment
 */
public record DeletionFilter(String verdict, OffsetDateTime since) {}

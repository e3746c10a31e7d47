package io.zenem.jira.failure;

import java.time.OffsetDateTime;

/**
 * What an admin looks for among log entries or dead letters; an empty text stands for anything.
 *
 * @param since the first moment
 * @param until the moment after the last one
 * @param logSize how many entries a page of the log has
 */
public record FailureFilter(
        String level,
        String code,
        String jobId,
        String jiraKey,
        OffsetDateTime since,
        OffsetDateTime until,
        int logSize) {}

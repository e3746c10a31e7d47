package io.zenem.jira.failure;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.PageRequest;
import io.zenem.jira.api.QueryParameters;

/** How the log and the dead letters are looked through. */
@ApplicationScoped
@Named("failures")
public class Failures {
    private static final List<String> LEVELS = List.of("INFO", "WARN", "ERROR");
    /** Entries on a page of the log where the request does not say: the contract's example. */
    private static final int LOG_SIZE = 50;

    private static final int LONGEST = 255;

    /**
     * What an admin looks for among log entries or dead letters; an empty text stands for anything.
     *
     * @param since the first moment
     * @param until the moment after the last one
     */
    public record FailureFilter(
            String level, String code, String jobId, String jiraKey, OffsetDateTime since, OffsetDateTime until) {}

    /** A page of the log, by level, code, jobId, jiraKey, since and until, each optional; 400 for what makes no sense. */
    public PageRequest log(ApiRequest request) {
        QueryParameters query = request.query();
        return query.paged(filter(query), LOG_SIZE);
    }

    /** A page of the dead letters, by the same. */
    public PageRequest deadLetters(ApiRequest request) {
        QueryParameters query = request.query();
        return query.paged(filter(query));
    }

    private static FailureFilter filter(QueryParameters query) {
        String level = query.text("level", LONGEST).toUpperCase(Locale.ROOT);
        if (!level.isEmpty() && !LEVELS.contains(level)) {
            query.error("level", "must be one of " + String.join(", ", LEVELS));
        }
        Instant since = query.instant("since").orElse(Instant.EPOCH);
        Instant until = query.instant("until").orElse(Instant.parse("9999-01-01T00:00:00Z"));
        if (!since.isBefore(until)) {
            query.error("since", "must be before until");
        }
        return new FailureFilter(
                level,
                query.text("code", LONGEST),
                query.text("jobId", LONGEST),
                query.text("jiraKey", LONGEST),
                since.atOffset(ZoneOffset.UTC),
                until.atOffset(ZoneOffset.UTC));
    }
}

package io.zenem.jira.failure;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;

/** How the log and the dead letters are looked through. */
@ApplicationScoped
@Named("failures")
public class Failures {
    private static final List<String> LEVELS = List.of("INFO", "WARN", "ERROR");
    /** Entries on a page of the log where the request does not say: the contract's example. */
    private static final int LOG_SIZE = 50;

    private static final int LONGEST = 255;

    /** The filters of a request: level, code, jobId, jiraKey, since and until, each optional; 400 for what makes no sense. */
    public FailureFilter filter(ApiRequest request) {
        String level = text(request, "level").toUpperCase(Locale.ROOT);
        if (!level.isEmpty() && !LEVELS.contains(level)) {
            throw ApiException.invalidArgument("level must be one of " + String.join(", ", LEVELS) + ".");
        }
        Instant since = request.instant("since").orElse(Instant.EPOCH);
        Instant until = request.instant("until").orElse(Instant.parse("9999-01-01T00:00:00Z"));
        if (!since.isBefore(until)) {
            throw ApiException.invalidArgument("since must be before until.");
        }
        return new FailureFilter(
                level,
                text(request, "code"),
                text(request, "jobId"),
                text(request, "jiraKey"),
                since.atOffset(ZoneOffset.UTC),
                until.atOffset(ZoneOffset.UTC));
    }

    /** The size of a page of the log. */
    public int logSize(ApiRequest request) {
        return request.integer("size", LOG_SIZE, 1, 200);
    }

    private static String text(ApiRequest request, String name) {
        String text = request.parameter(name).orElse("").strip();
        if (text.length() > LONGEST) {
            throw ApiException.invalidArgument(name + " must have at most " + LONGEST + " characters.");
        }
        return text;
    }
}

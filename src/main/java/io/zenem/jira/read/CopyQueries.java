package io.zenem.jira.read;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.JsonPortions;
import io.zenem.jira.mapping.ZenemStatus;

/** The filters with which the copy can be read, as the statements in {@code sql/read} take them. */
@ApplicationScoped
@Named("copyQueries")
public class CopyQueries {
    private static final List<String> SPRINT_STATES = List.of("active", "future", "closed");

    /** key, status and updatedSince, each optional. */
    public ItemFilter items(ApiRequest request, String entity) {
        return new ItemFilter(
                entity,
                request.parameter("key").map(CopyQueries::clean).orElse(""),
                request.parameter("status").map(CopyQueries::status).orElse(""),
                request.instant("updatedSince")
                        .map(at -> at.atOffset(ZoneOffset.UTC))
                        .orElse(OffsetDateTime.MIN));
    }

    /** boardId and state, each optional. */
    public SprintFilter sprints(ApiRequest request) {
        int board = request.parameter("boardId")
                .map(id -> request.integer("boardId", 0, 1, Integer.MAX_VALUE))
                .orElse(0);
        return new SprintFilter(
                board, request.parameter("state").map(CopyQueries::state).orElse(""));
    }

    /** The portions of a list, one a row, as the JSON array that they are together. */
    public JsonPortions array(List<Map<String, String>> rows) {
        return new JsonPortions(rows.stream().map(row -> row.get("portion")).toList());
    }

    private static String state(String state) {
        String lower = state.toLowerCase(Locale.ROOT);
        if (!SPRINT_STATES.contains(lower)) {
            throw ApiException.invalidArgument("state must be one of " + String.join(", ", SPRINT_STATES) + ".");
        }
        return lower;
    }

    private static String status(String status) {
        if (Arrays.stream(ZenemStatus.values()).noneMatch(known -> known.name().equals(status))) {
            throw ApiException.invalidArgument("status must be one of "
                    + Arrays.stream(ZenemStatus.values()).map(Enum::name).collect(Collectors.joining(", ")) + ".");
        }
        return status;
    }

    private static String clean(String text) {
        return text.replace('\0', ' ');
    }
}

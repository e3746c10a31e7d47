package io.zenem.jira.read;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.JsonElements;
import io.zenem.jira.api.PageRequest;
import io.zenem.jira.api.QueryParameters;
import io.zenem.jira.mapping.ZenemStatus;

/** The filters with which the copy can be read, as the statements in {@code sql/read} take them. */
@ApplicationScoped
@Named("copyQueries")
public class CopyQueries {
    private static final List<String> SPRINT_STATES = List.of("active", "future", "closed");
    private static final List<String> STATUSES =
            Arrays.stream(ZenemStatus.values()).map(Enum::name).toList();

    /** As Jira calls the states of its versions. */
    private static final List<String> RELEASE_STATES = List.of("released", "unreleased", "archived");

    /**
     * Which items or releases a reader wants; an empty text stands for anything.
     *
     * @param entity project, story or release
     * @param since the first moment of Jira's updated, of releases of their last sync; {@link OffsetDateTime#MIN} also takes items whose
     *     updated is not known
     */
    public record ItemFilter(String entity, String key, String status, OffsetDateTime since) {}

    /** A page by key, status and updatedSince, each optional; the path says of what. */
    public PageRequest items(ApiRequest request) {
        return filter(request, request.parameter("last").orElse("").equals("projects") ? "project" : "story", STATUSES);
    }

    /** The same of releases, which have their project's key and are as new as their last sync. */
    public PageRequest releases(ApiRequest request) {
        return filter(request, "release", RELEASE_STATES);
    }

    private static PageRequest filter(ApiRequest request, String entity, List<String> statuses) {
        QueryParameters query = request.query();
        return query.paged(new ItemFilter(
                entity,
                request.parameter("key").map(CopyQueries::clean).orElse(""),
                query.choice("status", statuses).orElse(""),
                query.instant("updatedSince")
                        .map(at -> at.atOffset(ZoneOffset.UTC))
                        .orElse(OffsetDateTime.MIN)));
    }

    /**
     * Which sprints a reader wants.
     *
     * @param boardId the board that lists them, 0 for any
     * @param state active, future or closed; an empty text for any
     */
    public record SprintFilter(int boardId, String state) {}

    /** boardId and state, each optional. */
    public SprintFilter sprints(ApiRequest request) {
        QueryParameters query = request.query();
        String state = request.parameter("state").orElse("").toLowerCase(Locale.ROOT);
        if (!state.isEmpty() && !SPRINT_STATES.contains(state)) {
            query.error("state", "must be one of " + String.join(", ", SPRINT_STATES));
        }
        SprintFilter filter = new SprintFilter(query.integer("boardId", 0, 1, Integer.MAX_VALUE), state);
        query.check();
        return filter;
    }

    /** The batches of a list, one a row, as the JSON array that they are together. */
    public JsonElements array(List<Map<String, String>> rows) {
        return new JsonElements(rows.stream().map(row -> row.get("batch")).toList());
    }

    private static String clean(String text) {
        return text.replace('\0', ' ');
    }
}

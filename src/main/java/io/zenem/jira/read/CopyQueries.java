package io.zenem.jira.read;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.mapping.ZenemStatus;

/** The filters with which the copy can be read. Their JSON is the parameter of the statements in {@code sql/read}. */
@ApplicationScoped
@Named("copyQueries")
public class CopyQueries {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> SPRINT_STATES = List.of("active", "future", "closed");

    /** key, status and updatedSince, each optional. */
    public String items(ApiRequest request, String entity) {
        ObjectNode filter = JSON.createObjectNode().put("entity", entity);
        request.parameter("key").ifPresent(key -> filter.put("key", clean(key)));
        request.parameter("status").ifPresent(status -> filter.put("status", status(status)));
        request.instant("updatedSince").ifPresent(at -> filter.put("updatedSince", at.toString()));
        return filter.toString();
    }

    /** boardId and state, each optional. */
    public String sprints(ApiRequest request) {
        ObjectNode filter = JSON.createObjectNode();
        request.parameter("boardId")
                .ifPresent(id -> filter.put("boardId", request.integer("boardId", 0, 1, Integer.MAX_VALUE)));
        request.parameter("state").ifPresent(state -> {
            String lower = state.toLowerCase(Locale.ROOT);
            if (!SPRINT_STATES.contains(lower)) {
                throw ApiException.invalidArgument("state must be one of " + String.join(", ", SPRINT_STATES) + ".");
            }
            filter.put("state", lower);
        });
        return filter.toString();
    }

    private static String status(String status) {
        if (Arrays.stream(ZenemStatus.values()).noneMatch(known -> known.name().equals(status))) {
            throw ApiException.invalidArgument("status must be one of "
                    + Arrays.stream(ZenemStatus.values()).map(Enum::name).collect(Collectors.joining(", ")) + ".");
        }
        return status;
    }

    private static String clean(String text) {
        return text.replace("\0", "");
    }
}

package io.zenem.jirasim;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The three forms of a sprint: of the agile API, inside an issue, and the old string inside a webhook's issue. */
final class SprintShapes {
    private SprintShapes() {}

    /** The agile API's and the sprint events' form; it has {@code originBoardId}. */
    static ObjectNode agile(Sprint sprint, Site site) {
        ObjectNode json = Json.object().put("id", sprint.id());
        json.put("self", site.baseUrl() + "/rest/agile/1.0/sprint/" + sprint.id());
        json.put("state", sprint.state()).put("name", sprint.name());
        dates(sprint, json, site);
        json.put("createdDate", Shapes.agileTime(sprint.created(), site));
        return json.put("originBoardId", sprint.originBoard()).put("goal", sprint.goal());
    }

    /** The form inside an issue; it has {@code boardId} and no {@code self}. */
    static ObjectNode inIssue(Sprint sprint, Site site) {
        ObjectNode json = Json.object().put("id", sprint.id()).put("name", sprint.name());
        json.put("state", sprint.state()).put("boardId", sprint.originBoard()).put("goal", sprint.goal());
        dates(sprint, json, site);
        return json;
    }

    /** The text that Data Center still has and that Cloud's webhooks had at least until August 2020. */
    static JsonNode legacy(Sprint sprint, Site site) {
        return Json.text("com.atlassian.greenhopper.service.sprint.Sprint@"
                + Integer.toHexString(sprint.id() * 7919)
                + "[completeDate=" + legacy(sprint.complete(), site)
                + ",endDate=" + legacy(sprint.end(), site)
                + ",goal=" + sprint.goal()
                + ",id=" + sprint.id()
                + ",name=" + sprint.name()
                + ",rapidViewId=" + sprint.originBoard()
                + ",sequence=" + sprint.id()
                + ",startDate=" + legacy(sprint.start(), site)
                + ",state=" + sprint.state().toUpperCase(Locale.ROOT) + "]");
    }

    private static String legacy(Optional<Instant> when, Site site) {
        return when.map(at -> Shapes.agileTime(at, site)).orElse("<null>");
    }

    private static void dates(Sprint sprint, ObjectNode json, Site site) {
        sprint.start().ifPresent(when -> json.put("startDate", Shapes.agileTime(when, site)));
        sprint.end().ifPresent(when -> json.put("endDate", Shapes.agileTime(when, site)));
        sprint.complete().ifPresent(when -> json.put("completeDate", Shapes.agileTime(when, site)));
    }
}

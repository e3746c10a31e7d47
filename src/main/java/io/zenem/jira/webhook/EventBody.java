package io.zenem.jira.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraId;
import io.zenem.jira.jira.JiraTime;
import io.zenem.jira.jira.JiraUser;

/**
 * One body, read by the family of its event. The names are irregular (Jira: only issues and versions have the prefix
 * {@code jira:}), so families are told by name where there are few and by prefix where Jira keeps adding.
 */
record EventBody(String event, Instant at, JsonNode json) {
    /** Nothing when the event is unknown or names nothing that can be found again. */
    List<Delivery> deliveries() {
        return switch (event) {
            case "jira:issue_created", "jira:issue_updated" -> one(JiraId.of(json.at("/issue/id")), this::wholeIssue);
            case "jira:issue_deleted" ->
                one(JiraId.of(json.at("/issue/id")), id -> new Delivery.IssueDeleted(event, at, id));
            case "jira:version_created",
                    "jira:version_updated",
                    "jira:version_released",
                    "jira:version_unreleased",
                    "jira:version_moved" -> dimension("version", OptionalLong.empty());
            // Jira: a merge arrives as version_deleted with mergedTo, or by the name of its own
            case "jira:version_deleted", "jira:version_merged" ->
                dimension("version", JiraIds.idOrIdOf(json.path("mergedTo")));
            case "sprint_created", "sprint_updated", "sprint_started", "sprint_closed", "sprint_deleted" ->
                dimension("sprint", OptionalLong.empty());
            case "user_created", "user_updated", "user_deleted" -> user();
            // a workflow's or a rule's own body, which shows of the issue what its author wanted
            case DeliveryReader.NO_EVENT -> one(JiraIds.issueNamed(json), this::issueById);
            default -> byPrefix();
        };
    }

    private List<Delivery> byPrefix() {
        String family = event.substring(0, Math.max(0, event.lastIndexOf('_')));
        if (event.startsWith("project_")) {
            return one(JiraId.of(json.at("/project/id")), id -> new Delivery.ProjectChanged(event, at, id));
        }
        return switch (family) {
            case "comment", "attachment", "issue_property", "worklog" ->
                one(JiraIds.issueBehind(json), this::issueById);
            case "issuelink" ->
                Stream.of("sourceIssueId", "destinationIssueId")
                        .flatMap(end -> one(JiraId.of(json.path("issueLink").path(end)), this::issueById).stream())
                        .distinct()
                        .toList();
            default -> List.of();
        };
    }

    /** Without {@code updated} a body cannot be told from an older state, so such an issue has to be read. */
    private Delivery wholeIssue(long id) {
        JsonNode issue = json.path("issue");
        Optional<Instant> updated = JiraTime.parse(issue.at("/fields/updated"));
        return new Delivery.IssueChanged(event, at, id, updated.map(known -> issue), updated);
    }

    /** The issue in these bodies, where there is one, has a handful of its fields. */
    private Delivery issueById(long id) {
        return new Delivery.IssueChanged(event, at, id, Optional.empty(), Optional.empty());
    }

    private List<Delivery> dimension(String entity, OptionalLong mergedTo) {
        return one(
                JiraId.of(json.path(entity).path("id")),
                id -> new Delivery.DimensionChanged(
                        event,
                        at,
                        entity,
                        LongStream.concat(LongStream.of(id), mergedTo.stream())
                                .boxed()
                                .toList()));
    }

    private List<Delivery> user() {
        JsonNode user = json.path("user");
        return JiraUser.id(user).isEmpty() ? List.of() : List.of(new Delivery.UserChanged(event, at, user));
    }

    private static List<Delivery> one(OptionalLong id, LongFunction<Delivery> delivery) {
        return id.isPresent() ? List.of(delivery.apply(id.getAsLong())) : List.of();
    }
}

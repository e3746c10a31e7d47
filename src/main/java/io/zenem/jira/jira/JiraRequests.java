package io.zenem.jira.jira;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Every request that is asked of Jira, in one place: paths, parameters and limits as Atlassian's OpenAPI documents have them. */
@ApplicationScoped
@Named("jiraRequests")
public class JiraRequests {
    /** Issues on a page when fields are asked for; Jira gives no more. */
    public static final int ISSUES_PER_PAGE = 100;

    /** Issues on a page when only the id is asked for. */
    public static final int IDS_PER_PAGE = 5000;

    /** Issues in one read by id. */
    public static final int BULK_LIMIT = 100;

    /** Ids whose freshness one search can be made to guarantee. */
    public static final int RECONCILE_LIMIT = 50;

    /** Changes on a page; each comes with who made it, about a kilobyte. */
    private static final int CHANGES_PER_PAGE = 5000;

    private static final String API = "/rest/api/3";
    private static final String AGILE = "/rest/agile/1.0";

    /**
     * Anything else that can be read, for routes of whoever runs the service.
     *
     * @param pathAndQuery from the first slash on, encoded
     */
    public JiraRequest get(String pathAndQuery) {
        return JiraRequest.get(pathAndQuery);
    }

    /** Who the credentials are, and in which zone JQL reads their dates; 401 for an anonymous caller. */
    public JiraRequest myself() {
        return JiraRequest.get(API + "/myself");
    }

    /** The same as an admin's look whether Jira answers again. */
    public JiraRequest probe() {
        return myself().with(Waiting.PROBE);
    }

    /** The site's version and deployment type. */
    public JiraRequest serverInfo() {
        return JiraRequest.get(API + "/serverInfo");
    }

    /** Whether the account has these permissions anywhere. */
    public JiraRequest permissions() {
        return JiraRequest.get(API + "/mypermissions?permissions=BROWSE_PROJECTS,ADMINISTER,USER_PICKER");
    }

    /** All fields that the account sees. */
    public JiraRequest fields() {
        return JiraRequest.get(API + "/field");
    }

    public JiraRequest issueTypes() {
        return JiraRequest.get(API + "/issuetype");
    }

    /** All statuses of active workflows. */
    public JiraRequest statuses() {
        return JiraRequest.get(API + "/status");
    }

    public JiraRequest priorities() {
        return JiraRequest.get(API + "/priority");
    }

    /** All values of status, priority or issuetype, or all fields. */
    public JiraRequest valuesOf(String fieldId) {
        return switch (fieldId) {
            case "status" -> statuses();
            case "priority" -> priorities();
            case "issuetype", "issueType" -> issueTypes();
            case "field" -> fields();
            default -> throw new IllegalArgumentException("Jira lists no values of " + fieldId);
        };
    }

    public JiraRequest project(Object reference) {
        return JiraRequest.get(API + "/project/" + part(reference));
    }

    /** At most 50 projects with their issue types, those that the account may browse; what is hidden, archived or gone is left out. */
    public JiraRequest projects(Collection<String> ids) {
        return JiraRequest.get(API + "/project/search?action=browse&expand=issueTypes&maxResults=50" + each("id", ids));
    }

    /** A page of the projects that the account may browse, whose key or name contains a text. */
    public JiraRequest projectChoice(String text, long startAt, int maxResults) {
        return JiraRequest.get(API + "/project/search?action=browse&orderBy=key&" + page(startAt, maxResults)
                + (text.isEmpty() ? "" : "&query=" + JiraRequest.encode(text)));
    }

    /** A page of the boards that the account sees, whose name contains a text. */
    public JiraRequest boardChoice(String text, long startAt, int maxResults) {
        return JiraRequest.get(AGILE + "/board?" + page(startAt, maxResults)
                + (text.isEmpty() ? "" : "&name=" + JiraRequest.encode(text)));
    }

    /** Any one project that the account may browse. */
    public JiraRequest anyProject() {
        return JiraRequest.get(API + "/project/search?action=browse&maxResults=1");
    }

    /** Which of at most 50 projects are in the archive or in the trash. */
    public JiraRequest goneProjects(Collection<String> ids) {
        return JiraRequest.get(API + "/project/search?status=archived&status=deleted&maxResults=50" + each("id", ids));
    }

    /** A page of a project's versions. */
    public JiraRequest versions(Object projectId, int startAt, int maxResults) {
        return JiraRequest.get(API + "/project/" + part(projectId) + "/version?" + page(startAt, maxResults));
    }

    public JiraRequest version(long versionId) {
        return JiraRequest.get(API + "/version/" + versionId);
    }

    public JiraRequest board(Object boardId) {
        return JiraRequest.get(AGILE + "/board/" + part(boardId));
    }

    /** A board's columns and the field it estimates by. */
    public JiraRequest boardConfiguration(Object boardId) {
        return JiraRequest.get(AGILE + "/board/" + part(boardId) + "/configuration");
    }

    /** A page of the boards whose filter mentions a project. */
    public JiraRequest boards(Object projectId, int startAt, int maxResults) {
        return JiraRequest.get(AGILE + "/board?projectKeyOrId=" + part(projectId) + "&" + page(startAt, maxResults));
    }

    /** A page of a board's sprints; 400 for a kanban board. */
    public JiraRequest sprints(Object boardId, int startAt, int maxResults) {
        return JiraRequest.get(AGILE + "/board/" + part(boardId) + "/sprint?" + page(startAt, maxResults));
    }

    public JiraRequest sprint(long sprintId) {
        return JiraRequest.get(AGILE + "/sprint/" + sprintId);
    }

    /** Users by account id, at most 50 at a time. */
    public JiraRequest users(Collection<String> accountIds) {
        return JiraRequest.get(API + "/user/bulk?maxResults=50" + each("accountId", accountIds));
    }

    /** A page of all users, the inactive and the deleted too: a bare array without a total; 409 where it takes Jira too long. */
    public JiraRequest userList(int startAt, int maxResults) {
        return JiraRequest.get(API + "/users/search?" + page(startAt, maxResults));
    }

    /** Active users whose name or email begins with a text; at most two, because more than one is no answer. */
    public JiraRequest userSearch(String query) {
        return JiraRequest.get(API + "/user/search?maxResults=2&query=" + JiraRequest.encode(query));
    }

    /** About how many issues match; the index lags, so this is for planning only. */
    public JiraRequest count(String jql) {
        return JiraRequest.post(API + "/search/approximate-count", json().put("jql", jql));
    }

    /** A page of a token walk. */
    public JiraRequest search(String jql, Collection<String> fields, int maxResults, Optional<String> token) {
        ObjectNode body = json().put("jql", jql).put("maxResults", maxResults);
        fields.forEach(body.putArray("fields")::add);
        token.ifPresent(value -> body.put("nextPageToken", value));
        return JiraRequest.post(API + "/search/jql", body);
    }

    /** Asks Jira whether it understands a condition. */
    public JiraRequest check(String jql) {
        return search(jql, List.of("id"), 1, Optional.empty());
    }

    /** A page of those of at most 50 issues that match a condition, evaluated afresh and not by the lagging index. */
    public JiraRequest matching(String jql, Collection<Long> ids, Optional<String> token) {
        JiraRequest search = search(Jql.and(jql, Jql.inIds("id", ids)), List.of("id"), RECONCILE_LIMIT, token);
        ArrayNode reconcile = ((ObjectNode) search.body().orElseThrow()).putArray("reconcileIssues");
        ids.forEach(reconcile::add);
        return search;
    }

    /** When at most 50 issues were updated, as the index has them. */
    public JiraRequest indexed(Collection<Long> ids) {
        return search(Jql.inIds("id", ids), List.of("updated"), RECONCILE_LIMIT, Optional.empty());
    }

    /** At most 100 issues by id; those that are gone or hidden are left out of the answer without a word. */
    public JiraRequest issues(Collection<Long> ids, Collection<String> fields) {
        ObjectNode body = json();
        ids.stream().map(String::valueOf).forEach(body.putArray("issueIdsOrKeys")::add);
        fields.forEach(body.putArray("fields")::add);
        return JiraRequest.post(API + "/issue/bulkfetch", body);
    }

    /** A page of the changes of some fields of at most 1000 issues, the oldest first; at most ten fields. Data Center tells of all fields. */
    public JiraRequest changelogs(Collection<Long> ids, Collection<String> fieldIds, Optional<String> token) {
        ObjectNode body = json().put("maxResults", CHANGES_PER_PAGE);
        ids.stream().map(String::valueOf).forEach(body.putArray("issueIdsOrKeys")::add);
        fieldIds.forEach(body.putArray("fieldIds")::add);
        token.ifPresent(value -> body.put("nextPageToken", value));
        return JiraRequest.post(API + "/changelog/bulkfetch", body);
    }

    /** An id as a part of a path or a query: whoever sent it, it stays that part. */
    private static String part(Object id) {
        return JiraRequest.encode(id.toString());
    }

    private static String page(long startAt, int maxResults) {
        return "startAt=" + startAt + "&maxResults=" + maxResults;
    }

    private static String each(String name, Collection<String> values) {
        return values.stream()
                .map(value -> "&" + name + "=" + JiraRequest.encode(value))
                .collect(Collectors.joining());
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }
}

package io.zenem.jirasim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** The next state of an issue while it is being made. */
final class IssueEdit {
    long id;
    int project;
    int number;
    int type;
    int status;
    int priority;
    int resolution;
    int assignee;
    int reporter;
    int creator;
    long parent;
    long created;
    long updated;
    long resolved;
    long statusChanged;
    List<Integer> sprints = List.of();
    List<Integer> fixVersions = List.of();
    List<Integer> components = List.of();
    List<String> labels = List.of();
    private Map<String, JsonNode> set = Map.of();

    static IssueEdit of(Issue issue) {
        IssueEdit edit = new IssueEdit();
        edit.id = issue.id();
        edit.project = issue.project();
        edit.number = issue.number();
        edit.type = issue.type();
        edit.status = issue.status();
        edit.priority = issue.priority();
        edit.resolution = issue.resolution();
        edit.assignee = issue.assignee();
        edit.reporter = issue.reporter();
        edit.creator = issue.creator();
        edit.parent = issue.parent();
        edit.created = issue.created();
        edit.updated = issue.updated();
        edit.resolved = issue.resolved();
        edit.statusChanged = issue.statusChanged();
        edit.sprints = issue.sprints();
        edit.fixVersions = issue.fixVersions();
        edit.components = issue.components();
        edit.labels = issue.labels();
        edit.set = issue.set();
        return edit;
    }

    void set(String field, JsonNode value) {
        Map<String, JsonNode> next = new HashMap<>(set);
        next.put(field, value);
        set = Map.copyOf(next);
    }

    Issue done() {
        return new Issue(
                id,
                project,
                number,
                type,
                status,
                priority,
                resolution,
                assignee,
                reporter,
                creator,
                parent,
                created,
                updated,
                resolved,
                statusChanged,
                sprints,
                fixVersions,
                components,
                labels,
                set);
    }
}

package io.zenem.jirasim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/** Changes of issues. To be called under the write lock. */
final class IssueChanges {
    private final Site site;
    private final Emitter emitter;
    private final IssueFields fields;

    IssueChanges(Site site, Emitter emitter) {
        this.site = site;
        this.emitter = emitter;
        this.fields = new IssueFields(site);
    }

    Issue create(String projectKey, String type, Map<String, JsonNode> values) {
        Project project = site.project(projectKey);
        IssueEdit edit = new IssueEdit();
        edit.id = site.lastIssueId() + 1;
        edit.project = project.id;
        edit.type = fields.type(project, type).id();
        edit.status = first(project, StatusCategory.NEW).id();
        edit.priority = 3;
        edit.reporter = 1;
        edit.creator = 1;
        edit.created = site.now();
        edit.updated = edit.created;
        edit.statusChanged = edit.created;
        // what a person leaves empty stays empty: only the site's own first issues have generated values
        site.fields.all().stream()
                .filter(field -> field.isCustom() && !field.id().equals(FieldCatalogue.RANK))
                .forEach(field -> edit.set(field.id(), Json.nothing()));
        List.of("description", "environment", "duedate").forEach(id -> edit.set(id, Json.nothing()));
        edit.set("summary", Json.text("New issue"));
        ChangeLog log = fields.set(edit, values);
        Status status = site.statuses.get(edit.status);
        log.item("Status", "status", Json.nothing(), null, Json.text(Integer.toString(status.id())), status.name());
        edit.number = project.number(edit.id);
        Issue issue = edit.done();
        site.keep(Optional.empty(), issue);
        noteSubtask(issue);
        emitter.issue("jira:issue_created", "issue_created", issue, Optional.of(log), Emitter.PRIMARY);
        return issue;
    }

    Issue edit(String idOrKey, Map<String, JsonNode> values) {
        Issue before = find(idOrKey);
        IssueEdit edit = IssueEdit.of(before);
        touch(edit);
        ChangeLog log = fields.set(edit, values);
        if (site.dataCenter() && values.keySet().equals(Set.of(FieldCatalogue.EPIC_LINK))) {
            return linked(before, edit.done());
        }
        String typeName = values.containsKey("status")
                ? "issue_generic"
                : log.only("assignee") ? "issue_assigned" : "issue_updated";
        return updated(before, edit, log, typeName);
    }

    /** Data Center keeps an epic link as a link between issues and sends no other event of it. */
    private Issue linked(Issue before, Issue after) {
        site.keep(Optional.of(before), after);
        epic(before).ifPresent(epic -> emitter.epicLink("issuelink_deleted", epic, after));
        epic(after).ifPresent(epic -> emitter.epicLink("issuelink_created", epic, after));
        return after;
    }

    private Optional<Issue> epic(Issue issue) {
        return Optional.ofNullable(issue.set().get(FieldCatalogue.EPIC_LINK)).flatMap(key -> site.find(key.asText()));
    }

    /** Moves an issue with its sub-tasks: new keys, same ids; the old keys go on resolving. */
    Issue move(String idOrKey, String projectKey) {
        Issue before = find(idOrKey);
        Project to = site.project(projectKey);
        for (Issue subtask : subtasks(before)) {
            move(subtask, to);
        }
        return move(before, to);
    }

    private Issue move(Issue before, Project to) {
        Project from = site.project(before);
        if (from.id == to.id) {
            throw new IllegalArgumentException(site.key(before) + " is in " + to.key + " already.");
        }
        IssueEdit edit = IssueEdit.of(before);
        touch(edit);
        ChangeLog log = new ChangeLog();
        log.item(
                "project",
                "project",
                Json.text(Integer.toString(from.id)),
                from.name,
                Json.text(Integer.toString(to.id)),
                to.name);
        edit.project = to.id;
        edit.number = to.number(before.id());
        edit.components = List.of();
        edit.fixVersions = List.of();
        if (!site.types.get(before.type()).usedIn(to)) {
            fields.type(edit, counterpart(to, site.types.get(before.type())), log);
        }
        Status status = site.statuses.get(before.status());
        if (!status.usedIn(to)) {
            fields.status(edit, first(to, status.category()), log);
        }
        log.item("Workflow", "", Json.text("31434"), "WF " + from.key, Json.text("33707"), "WF " + to.key);
        log.texts("Key", "", site.key(before), to.key + "-" + edit.number);
        return updated(before, edit, log, "issue_moved");
    }

    void delete(String idOrKey) {
        Issue issue = find(idOrKey);
        boolean tell = !site.faults.on(DemoFaults.Switch.SILENT_SUBTASK_DELETION);
        for (Issue subtask : subtasks(issue)) {
            site.drop(subtask);
            if (tell) {
                emitter.issue("jira:issue_deleted", "", subtask, Optional.empty(), Emitter.SECONDARY);
            }
        }
        site.drop(issue);
        emitter.issue("jira:issue_deleted", "", issue, Optional.empty(), Emitter.PRIMARY);
    }

    Issue comment(String idOrKey, String text) {
        Issue before = find(idOrKey);
        Comment comment = new Comment(site.nextId(), 1, text, site.now());
        List<Comment> comments = new ArrayList<>(site.comments.getOrDefault(before.id(), List.of()));
        comments.add(comment);
        site.comments.put(before.id(), List.copyOf(comments));
        IssueEdit edit = IssueEdit.of(before);
        touch(edit);
        Issue after = edit.done();
        site.keep(Optional.of(before), after);
        emitter.comment(after, comment);
        return after;
    }

    /** Adds the issue to a sprint; the field keeps the closed sprints before it. */
    Issue addToSprint(int sprint, String idOrKey) {
        Issue before = find(idOrKey);
        IssueEdit edit = IssueEdit.of(before);
        touch(edit);
        List<Integer> sprints = new ArrayList<>(before.sprints());
        sprints.removeIf(id -> !site.sprints.get(id).state().equals("closed"));
        sprints.add(sprint);
        ChangeLog log = new ChangeLog();
        fields.sprints(edit, sprints, log);
        return updated(before, edit, log, "issue_updated");
    }

    private Issue updated(Issue before, IssueEdit edit, ChangeLog log, String typeName) {
        Issue after = edit.done();
        site.keep(Optional.of(before), after);
        if (!log.isEmpty()) {
            site.changes
                    .computeIfAbsent(after.id(), unused -> new ArrayList<>(2))
                    .add(log.entry(site.nextId(), after));
        }
        if (after.parent() != before.parent()) {
            noteSubtask(after);
        }
        emitter.issue("jira:issue_updated", typeName, after, Optional.of(log), Emitter.PRIMARY);
        return after;
    }

    /** Two changes within a millisecond still have different times, so that the later one can be told. */
    private void touch(IssueEdit edit) {
        edit.updated = Math.max(site.now(), edit.updated + 1);
    }

    private List<Issue> subtasks(Issue issue) {
        return site.subtasks.getOrDefault(issue.id(), List.of()).stream()
                .flatMap(id -> site.issues.find(id).stream())
                .filter(subtask -> subtask.parent() == issue.id())
                .toList();
    }

    private void noteSubtask(Issue issue) {
        if (site.types.get(issue.type()).subtask() && issue.parent() != 0) {
            List<Long> ids = site.subtasks.computeIfAbsent(issue.parent(), unused -> new ArrayList<>(2));
            if (!ids.contains(issue.id())) {
                ids.add(issue.id());
            }
        }
    }

    private IssueType counterpart(Project to, IssueType type) {
        List<IssueType> same = site.types.values().stream()
                .filter(other -> other.usedIn(to) && other.hierarchyLevel() == type.hierarchyLevel())
                .toList();
        return same.stream()
                .filter(other -> other.name().equalsIgnoreCase(type.name()))
                .findFirst()
                .orElse(same.get(0));
    }

    private Status first(Project project, StatusCategory category) {
        List<Status> usable = site.statuses.values().stream()
                .filter(status -> status.usedIn(project))
                .toList();
        return usable.stream()
                .filter(status -> status.category() == category)
                .findFirst()
                .orElse(usable.get(0));
    }

    private Issue find(String idOrKey) {
        return site.find(idOrKey).orElseThrow(() -> new IllegalArgumentException("No issue '" + idOrKey + "'."));
    }
}

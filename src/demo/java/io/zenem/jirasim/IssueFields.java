package io.zenem.jirasim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import com.fasterxml.jackson.databind.JsonNode;

/** Puts given field values into the next state of an issue and writes the changelog. */
final class IssueFields {
    private final Site site;

    IssueFields(Site site) {
        this.site = site;
    }

    /** Sets all fields; {@code status} and {@code issuetype} too, and for tests {@code created} and {@code updated}. */
    ChangeLog set(IssueEdit edit, Map<String, JsonNode> fields) {
        ChangeLog log = new ChangeLog();
        fields.forEach((id, value) -> set(edit, id, value, log));
        return log;
    }

    private void set(IssueEdit edit, String id, JsonNode value, ChangeLog log) {
        switch (id) {
            case "status" -> status(edit, status(site.projects.get(edit.project), text(value)), log);
            case "issuetype" -> type(edit, type(site.projects.get(edit.project), text(value)), log);
            case "assignee" -> edit.assignee = user(log, "assignee", edit.assignee, value);
            case "reporter" -> edit.reporter = user(log, "reporter", edit.reporter, value);
            case "priority" -> edit.priority = priority(log, edit.priority, value);
            case "labels" -> {
                List<String> labels = new ArrayList<>();
                value.forEach(label -> labels.add(label.asText()));
                log.texts("labels", "labels", String.join(" ", edit.labels), String.join(" ", labels));
                edit.labels = List.copyOf(labels);
            }
            case "components" ->
                edit.components = several(
                        log,
                        "Component",
                        id,
                        edit.components,
                        site.components.values().stream()
                                .filter(component -> component.project() == edit.project)
                                .toList(),
                        Component::id,
                        Component::name,
                        value);
            case "fixVersions" ->
                edit.fixVersions = several(
                        log,
                        "Fix Version",
                        id,
                        edit.fixVersions,
                        site.versions.values().stream()
                                .filter(version -> version.project() == edit.project)
                                .toList(),
                        Version::id,
                        Version::name,
                        value);
            case FieldCatalogue.SPRINT ->
                sprints(
                        edit,
                        several(
                                new ChangeLog(),
                                "",
                                id,
                                List.of(),
                                site.sprints.values(),
                                Sprint::id,
                                Sprint::name,
                                value),
                        log);
            case "parent" -> parent(edit, value, log);
            case "created" -> edit.created = Instant.parse(value.asText()).toEpochMilli();
            case "updated" -> edit.updated = Instant.parse(value.asText()).toEpochMilli();
            default -> other(edit, id, value, log);
        }
    }

    private void other(IssueEdit edit, String id, JsonNode value, ChangeLog log) {
        boolean text =
                List.of("summary", "description", "environment", "duedate").contains(id);
        Field field = site.fields
                .byId(id)
                .filter(known -> text || known.isCustom())
                .orElseThrow(() -> new IllegalArgumentException("Field '" + id + "' cannot be set."));
        JsonNode before = site.values.raw(field, edit.done());
        JsonNode after = CustomShape.raw(field, value);
        edit.set(id, after);
        log.texts(field.name(), id, plain(before), plain(after));
    }

    void status(IssueEdit edit, Status to, ChangeLog log) {
        Status from = site.statuses.get(edit.status);
        log.item("status", "status", id(from.id()), from.name(), id(to.id()), to.name());
        long now = site.now();
        edit.statusChanged = from.category() == to.category() ? edit.statusChanged : now;
        edit.status = to.id();
        boolean done = to.category() == StatusCategory.DONE;
        if (done != (edit.resolution != 0)) {
            edit.resolution = done ? 10000 : 0;
            edit.resolved = done ? now : 0;
            log.item("resolution", "resolution", Json.nothing(), null, Json.nothing(), done ? "Done" : null);
        }
    }

    void type(IssueEdit edit, IssueType to, ChangeLog log) {
        IssueType from = site.types.get(edit.type);
        log.item("issuetype", "issuetype", id(from.id()), from.name(), id(to.id()), to.name());
        edit.type = to.id();
    }

    void sprints(IssueEdit edit, List<Integer> to, ChangeLog log) {
        log.item(
                "Sprint",
                FieldCatalogue.SPRINT,
                Json.text(ids(edit.sprints)),
                sprintNames(edit.sprints),
                Json.text(ids(to)),
                sprintNames(to));
        edit.sprints = List.copyOf(to);
    }

    Status status(Project project, String nameOrId) {
        return site.statuses.values().stream()
                .filter(status -> status.usedIn(project))
                .filter(status -> status.name().equalsIgnoreCase(nameOrId)
                        || Integer.toString(status.id()).equals(nameOrId))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("Project " + project.key + " has no status '" + nameOrId + "'."));
    }

    IssueType type(Project project, String nameOrId) {
        return site.types.values().stream()
                .filter(type -> type.usedIn(project))
                .filter(type -> type.name().equalsIgnoreCase(nameOrId)
                        || Integer.toString(type.id()).equals(nameOrId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Project " + project.key + " has no issue type '" + nameOrId + "'."));
    }

    private int user(ChangeLog log, String field, int before, JsonNode value) {
        Optional<User> to = value.isNull()
                ? Optional.empty()
                : Optional.of(site.userByAccount(text(value))
                        .orElseThrow(() -> new IllegalArgumentException("No user '" + text(value) + "'.")));
        Optional<User> from = before == 0 ? Optional.empty() : Optional.of(site.user(before));
        log.item(
                field,
                field,
                account(from),
                from.map(User::displayName).orElse(null),
                account(to),
                to.map(User::displayName).orElse(null));
        return to.map(User::number).orElse(0);
    }

    private static JsonNode account(Optional<User> user) {
        return user.map(known -> Json.text(known.accountId())).orElseGet(Json::nothing);
    }

    private int priority(ChangeLog log, int before, JsonNode value) {
        Priority to = site.priorities.values().stream()
                .filter(priority -> priority.name().equalsIgnoreCase(text(value))
                        || Integer.toString(priority.id()).equals(text(value)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No priority '" + text(value) + "'."));
        Priority from = site.priorities.get(before);
        log.item("priority", "priority", id(before), from == null ? null : from.name(), id(to.id()), to.name());
        return to.id();
    }

    private <T> List<Integer> several(
            ChangeLog log,
            String name,
            String fieldId,
            List<Integer> before,
            Collection<T> all,
            ToIntFunction<T> id,
            Function<T, String> label,
            JsonNode value) {
        List<Integer> after = new ArrayList<>();
        for (JsonNode one :
                value.isArray() || value.isNull() ? value : Json.array().add(value)) {
            T found = all.stream()
                    .filter(thing -> label.apply(thing).equalsIgnoreCase(text(one))
                            || Integer.toString(id.applyAsInt(thing)).equals(text(one)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "No value '" + text(one) + "' for the field '" + fieldId + "'."));
            after.add(id.applyAsInt(found));
            if (!before.contains(id.applyAsInt(found))) {
                log.item(name, fieldId, Json.nothing(), null, id(id.applyAsInt(found)), label.apply(found));
            }
        }
        before.stream()
                .filter(old -> !after.contains(old))
                .forEach(old -> log.item(name, fieldId, id(old), Integer.toString(old), Json.nothing(), null));
        return List.copyOf(after);
    }

    private void parent(IssueEdit edit, JsonNode value, ChangeLog log) {
        Optional<Issue> to = value.isNull()
                ? Optional.empty()
                : Optional.of(site.find(text(value))
                        .orElseThrow(() -> new IllegalArgumentException("No issue '" + text(value) + "'.")));
        Optional<Issue> from = site.issues.find(edit.parent);
        log.item(
                "IssueParentAssociation",
                "",
                from.map(i -> Json.text(Long.toString(i.id()))).orElseGet(Json::nothing),
                from.map(site::key).orElse(null),
                to.map(i -> Json.text(Long.toString(i.id()))).orElseGet(Json::nothing),
                to.map(site::key).orElse(null));
        edit.parent = to.map(Issue::id).orElse(0L);
    }

    private String sprintNames(List<Integer> sprints) {
        return String.join(
                ", ", sprints.stream().map(id -> site.sprints.get(id).name()).toList());
    }

    private static String ids(List<Integer> ids) {
        return String.join(", ", ids.stream().map(id -> Integer.toString(id)).toList());
    }

    private static JsonNode id(int id) {
        return id == 0 ? Json.nothing() : Json.text(Integer.toString(id));
    }

    /** The name in {@code "Done"}, {@code {"name":"Done"}}, {@code {"id":"3"}}, {@code {"accountId":…}}, {@code 7}. */
    private static String text(JsonNode value) {
        for (String property : List.of("accountId", "id", "key", "name")) {
            if (value.has(property)) {
                return value.get(property).asText();
            }
        }
        return value.asText();
    }

    private static String plain(JsonNode raw) {
        if (raw.isNull()) {
            return null;
        }
        return raw.isObject()
                        && raw.path("type").asText().toLowerCase(Locale.ROOT).equals("doc")
                ? WikiText.of(raw)
                : raw.isValueNode() ? raw.asText() : raw.toString();
    }
}

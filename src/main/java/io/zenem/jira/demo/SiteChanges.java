package io.zenem.jira.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Changes of what issues refer to. None of them touches {@code issue.updated}, and only some have an event (Jira:
 * renames of statuses have none). To be called under the write lock.
 */
final class SiteChanges {
    private final Site site;
    private final Emitter emitter;

    SiteChanges(Site site, Emitter emitter) {
        this.site = site;
        this.emitter = emitter;
    }

    Version createVersion(String project, String name, Optional<LocalDate> start, Optional<LocalDate> release) {
        Version version = new Version(site.nextId(), project(project).id, name, "", false, false, start, release);
        keep(version);
        emitter.version("jira:version_created", version, Optional.empty());
        return version;
    }

    void editVersion(int id, UnaryOperator<Version> change) {
        Version before = version(id);
        Version after = change.apply(before);
        keep(after);
        String event = before.released() == after.released()
                ? "jira:version_updated"
                : after.released() ? "jira:version_released" : "jira:version_unreleased";
        emitter.version(event, after, Optional.empty());
    }

    void deleteVersion(int id, Optional<Integer> mergeInto) {
        Version version = version(id);
        Optional<Version> other = mergeInto.map(this::version);
        site.versions.remove(id);
        everyIssue(
                issue -> issue.fixVersions().contains(id),
                edit -> edit.fixVersions = replaced(edit.fixVersions, id, mergeInto));
        site.reshape();
        emitter.version("jira:version_deleted", version, other);
    }

    Sprint createSprint(int board, String name, String goal) {
        if (!site.boards.containsKey(board)) {
            throw new IllegalArgumentException("No board " + board + ".");
        }
        Sprint sprint = new Sprint(
                site.nextId(),
                name,
                "future",
                board,
                goal,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.now(),
                List.of());
        site.sprints.put(sprint.id(), sprint);
        site.reshape();
        emitter.sprint("sprint_created", sprint, Optional.empty());
        return sprint;
    }

    void editSprint(int id, String name, String goal) {
        Sprint old = sprint(id);
        Sprint sprint = new Sprint(
                id,
                name,
                old.state(),
                old.originBoard(),
                goal,
                old.start(),
                old.end(),
                old.complete(),
                old.created(),
                old.alsoOn());
        site.sprints.put(id, sprint);
        site.reshape();
        emitter.sprint("sprint_updated", sprint, Optional.of(old));
    }

    void startSprint(int id, Duration length) {
        Sprint old = sprint(id);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Sprint sprint = new Sprint(
                id,
                old.name(),
                "active",
                old.originBoard(),
                old.goal(),
                Optional.of(now),
                Optional.of(now.plus(length)),
                Optional.empty(),
                old.created(),
                old.alsoOn());
        site.sprints.put(id, sprint);
        site.reshape();
        emitter.sprint("sprint_started", sprint, Optional.of(old));
    }

    void closeSprint(int id) {
        Sprint old = sprint(id);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Sprint sprint = new Sprint(
                id,
                old.name(),
                "closed",
                old.originBoard(),
                old.goal(),
                old.start(),
                old.end(),
                Optional.of(now),
                old.created(),
                old.alsoOn());
        site.sprints.put(id, sprint);
        site.reshape();
        emitter.sprint("sprint_closed", sprint, Optional.of(old));
    }

    void deleteSprint(int id) {
        Sprint sprint = sprint(id);
        everyIssue(
                issue -> issue.sprints().contains(id),
                edit -> edit.sprints = replaced(edit.sprints, id, Optional.empty()));
        site.sprints.remove(id);
        site.reshape();
        emitter.sprint("sprint_deleted", sprint, Optional.empty());
    }

    void renameStatus(String nameOrId, String to) {
        List<Status> found = site.statuses.values().stream()
                .filter(status -> status.name().equals(nameOrId)
                        || Integer.toString(status.id()).equals(nameOrId))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("No status '" + nameOrId + "'.");
        }
        found.forEach(status -> site.statuses.put(status.id(), status.named(to)));
        site.reshape();
    }

    void renameUser(String accountId, String displayName) {
        User user = site.userByAccount(accountId)
                .orElseThrow(() -> new IllegalArgumentException("No user '" + accountId + "'."));
        site.replace(user.named(displayName));
        emitter.user("user_updated", user);
    }

    Project addProject(String key, String name, boolean teamManaged) {
        if (site.projectByKeyOrId(key).isPresent()) {
            throw new IllegalArgumentException("The project key '" + key + "' is in use.");
        }
        Project project = new Project(site.nextId(), key, name, teamManaged, 1);
        site.projects.put(project.id, project);
        if (teamManaged) {
            SiteSeed.addTeamTypes(site, project.id, site.nextIds(5));
            SiteSeed.addTeamStatuses(site, project.id, site.nextIds(3));
        }
        emitter.project("project_created", project);
        return project;
    }

    void renameKey(String key, String newKey) {
        Project project = project(key);
        project.formerKeys.add(project.key);
        project.key = newKey;
        site.reshape();
        emitter.project("project_updated", project);
    }

    void renameProject(String key, String name) {
        Project project = project(key);
        project.name = name;
        site.reshape();
        emitter.project("project_updated", project);
    }

    /** Brings a project back; which event tells of it depends on where it was. */
    void restore(String key) {
        boolean archived = project(key).state.equals(Project.ARCHIVED);
        state(key, Project.LIVE, archived ? "project_restored_archived" : "project_restored_deleted");
    }

    void state(String key, String state, String event) {
        Project project = project(key);
        project.state = state;
        emitter.project(event, project);
    }

    private void keep(Version version) {
        site.versions.put(version.id(), version);
        site.reshape();
    }

    private void everyIssue(java.util.function.Predicate<Issue> which, java.util.function.Consumer<IssueEdit> change) {
        for (int slot = 0; slot < site.issues.slots(); slot++) {
            site.issues.at(slot).filter(which).ifPresent(issue -> {
                IssueEdit edit = IssueEdit.of(issue);
                change.accept(edit);
                site.issues.replace(edit.done());
            });
        }
    }

    private static List<Integer> replaced(List<Integer> ids, int old, Optional<Integer> by) {
        return ids.stream()
                .flatMap(id -> id == old ? by.stream() : java.util.stream.Stream.of(id))
                .distinct()
                .toList();
    }

    private Version version(int id) {
        return Optional.ofNullable(site.versions.get(id))
                .orElseThrow(() -> new IllegalArgumentException("No version " + id + "."));
    }

    private Sprint sprint(int id) {
        return Optional.ofNullable(site.sprints.get(id))
                .orElseThrow(() -> new IllegalArgumentException("No sprint " + id + "."));
    }

    private Project project(String key) {
        return site.projectByKeyOrId(key).orElseThrow(() -> new IllegalArgumentException("No project '" + key + "'."));
    }
}

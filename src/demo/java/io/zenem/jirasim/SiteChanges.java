package io.zenem.jirasim;

import java.util.List;

/**
 * Changes of projects, statuses and people. None of them touches {@code issue.updated}, and only some have an event
 * (Jira: renames of statuses have none). To be called under the write lock.
 */
final class SiteChanges {
    private final Site site;
    private final Emitter emitter;

    SiteChanges(Site site, Emitter emitter) {
        this.site = site;
        this.emitter = emitter;
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

    /** Jira has no event for it. */
    void renameType(String name, String to) {
        site.types.replaceAll((id, type) ->
                type.name().equals(name) ? new IssueType(id, to, type.hierarchyLevel(), type.scope()) : type);
        site.reshape();
    }

    /** Jira has no event for it. */
    void renameComponent(String name, String to) {
        site.components.replaceAll((id, component) ->
                component.name().equals(name) ? new Component(id, component.project(), to) : component);
        site.reshape();
    }

    /** Jira has no event for it. */
    void renameOption(String fieldId, String value, String to) {
        site.renamedOptions.put(fieldId + ":" + value, to);
        site.reshape();
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
        Project project = site.project(key);
        project.formerKeys.add(project.key);
        project.key = newKey;
        site.reshape();
        emitter.project("project_updated", project);
    }

    void renameProject(String key, String name) {
        Project project = site.project(key);
        project.name = name;
        site.reshape();
        emitter.project("project_updated", project);
    }

    /** Brings a project back; which event tells of it depends on where it was. */
    void restore(String key) {
        boolean archived = site.project(key).state.equals(Project.ARCHIVED);
        state(key, Project.LIVE, archived ? "project_restored_archived" : "project_restored_deleted");
    }

    void state(String key, String state, String event) {
        Project project = site.project(key);
        project.state = state;
        emitter.project(event, project);
    }
}

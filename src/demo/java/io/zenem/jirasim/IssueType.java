package io.zenem.jirasim;

/** An issue type; {@code scope} is the id of the team-managed project that owns it, 0 for a global one. */
record IssueType(int id, String name, int hierarchyLevel, int scope) {
    boolean subtask() {
        return hierarchyLevel < 0;
    }

    boolean usedIn(Project project) {
        return project.simplified ? scope == project.id : scope == 0;
    }
}

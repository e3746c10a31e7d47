package io.zenem.jirasim;

/** A workflow status; {@code scope} is the id of the team-managed project that owns it, 0 for a global one. */
record Status(int id, String name, StatusCategory category, int scope) {
    boolean usedIn(Project project) {
        return project.simplified ? scope == project.id : scope == 0;
    }

    Status named(String other) {
        return new Status(id, other, category, scope);
    }
}

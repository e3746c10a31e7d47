package io.zenem.jirasim;

import java.util.List;

/**
 * A field as GET /field describes it.
 *
 * @param type the schema's type, {@code items} that of an array's elements, else empty
 * @param custom the type URI of a custom field, empty for a system field
 * @param use which projects have it; {@code scope} is the team-managed project that owns it, 0 for none
 */
record Field(
        String id,
        String name,
        String type,
        String items,
        String custom,
        List<String> clauses,
        boolean navigable,
        Use use,
        int scope) {

    /** Which kind of project a field belongs to. */
    enum Use {
        EVERYWHERE,
        COMPANY_MANAGED,
        TEAM_MANAGED
    }

    boolean isCustom() {
        return !custom.isEmpty();
    }

    /** Only such fields allow a thousand issues in one bulk fetch. */
    boolean singleValued() {
        return !type.equals("array") && !type.equals("comments-page");
    }

    boolean usedIn(Project project) {
        if (scope != 0) {
            return scope == project.id;
        }
        return switch (use) {
            case EVERYWHERE -> true;
            case COMPANY_MANAGED -> !project.simplified;
            case TEAM_MANAGED -> project.simplified;
        };
    }
}

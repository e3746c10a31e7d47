package io.zenem.jirasim;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The generated site without its people, boards and issues: projects, types, statuses, components and versions. */
final class SiteSeed {
    static final int ABC = 10010;
    static final int XYZ = 10011;
    static final int TEAM = 10012;
    static final ZoneId SOME_USERS_ZONE = ZoneId.of("America/Los_Angeles");

    private SiteSeed() {}

    /** Generated times hang on the start of the day, so that a restart gives the same site. */
    static Instant anchor() {
        return Instant.now().truncatedTo(ChronoUnit.DAYS);
    }

    static void fill(Site site) {
        add(site, new Project(ABC, "ABC", "Alphabet", false, 1));
        add(site, new Project(XYZ, "XYZ", "Xylophone \"Works\" & Söhne", false, 2));
        // Data Center has no team-managed projects
        add(site, new Project(TEAM, "TEAM", "Team space 🚀", !site.dataCenter(), 3));
        types(site);
        statuses(site);
        PeopleSeed.fill(site);
        components(site);
        versions(site);
        BoardSeed.fill(site);
    }

    private static void add(Site site, Project project) {
        site.projects.put(project.id, project);
    }

    private static void types(Site site) {
        type(site, 10000, "Epic", 1, 0);
        type(site, 10002, "Task", 0, 0);
        type(site, 10003, "Sub-task", -1, 0);
        type(site, 10004, "Story", 0, 0);
        type(site, 10006, "Bug", 0, 0);
        type(site, 10007, "Verbesserung „groß“", 0, 0);
        if (!site.dataCenter()) {
            addTeamTypes(site, TEAM, 10100);
        }
    }

    /** A team-managed project has types of its own, which repeat the names of the global ones. */
    static void addTeamTypes(Site site, int project, int firstId) {
        type(site, firstId, "Epic", 1, project);
        type(site, firstId + 1, "Story", 0, project);
        type(site, firstId + 2, "Task", 0, project);
        type(site, firstId + 3, "Subtask", -1, project);
        type(site, firstId + 4, "バグ", 0, project);
    }

    private static void type(Site site, int id, String name, int level, int scope) {
        site.types.put(id, new IssueType(id, name, level, scope));
    }

    private static void statuses(Site site) {
        status(site, 10001, "To Do", StatusCategory.NEW, 0);
        status(site, 3, "In Progress", StatusCategory.INDETERMINATE, 0);
        status(site, 10010, "In Review", StatusCategory.INDETERMINATE, 0);
        status(site, 10011, "Blocked ⛔", StatusCategory.INDETERMINATE, 0);
        status(site, 10012, "Waiting for \"QA\"", StatusCategory.UNDEFINED, 0);
        status(site, 10002, "Done", StatusCategory.DONE, 0);
        status(site, 10013, "Won't Do", StatusCategory.DONE, 0);
        if (!site.dataCenter()) {
            addTeamStatuses(site, TEAM, 10200);
        }
        priority(site, 1, "Highest");
        priority(site, 2, "High");
        priority(site, 3, "Medium");
        priority(site, 4, "Low");
        priority(site, 5, "Lowest");
        priority(site, 10000, "P0: now!");
        site.resolutions.put(10000, new Resolution(10000, "Done"));
        site.resolutions.put(10001, new Resolution(10001, "Won't Do"));
        site.resolutions.put(10002, new Resolution(10002, "Duplicate"));
    }

    static void addTeamStatuses(Site site, int project, int firstId) {
        status(site, firstId, "To Do", StatusCategory.NEW, project);
        status(site, firstId + 1, "In Progress", StatusCategory.INDETERMINATE, project);
        status(site, firstId + 2, "Done", StatusCategory.DONE, project);
    }

    private static void status(Site site, int id, String name, StatusCategory category, int scope) {
        site.statuses.put(id, new Status(id, name, category, scope));
    }

    private static void priority(Site site, int id, String name) {
        site.priorities.put(id, new Priority(id, name));
    }

    private static void components(Site site) {
        component(site, 10300, ABC, "Backend");
        component(site, 10301, ABC, "Frontend");
        component(site, 10302, ABC, "Docs, \"quoted\"");
        component(site, 10303, XYZ, "Core");
        component(site, 10304, XYZ, "Ünïcode 部品");
    }

    private static void component(Site site, int id, int project, String name) {
        site.components.put(id, new Component(id, project, name));
    }

    private static void versions(Site site) {
        version(site, 10400, ABC, "1.0", true, true, -600, -500);
        version(site, 10401, ABC, "1.1", false, true, -500, -300);
        version(site, 10402, ABC, "2.0", false, true, -300, -30);
        version(site, 10403, ABC, "2.1", false, false, -30, 40);
        version(site, 10404, ABC, "3.0 \"Next\" 🚢", false, false, 0, 0);
        version(site, 10405, ABC, "overdue", false, false, -90, -10);
        version(site, 10406, XYZ, "R1", false, true, -400, -200);
        version(site, 10407, XYZ, "R2", false, false, -200, 30);
        version(site, 10408, XYZ, "1.0", true, false, 0, 0);
        version(site, 10409, TEAM, "Launch", false, false, 0, 60);
    }

    private static void version(
            Site site, int id, int project, String name, boolean archived, boolean released, int start, int release) {
        String description = id % 3 == 0 ? "" : "Version " + name;
        site.versions.put(
                id, new Version(id, project, name, description, archived, released, day(start), day(release)));
    }

    private static Optional<LocalDate> day(int offset) {
        return offset == 0
                ? Optional.empty()
                : Optional.of(LocalDate.ofInstant(anchor(), ZoneOffset.UTC).plusDays(offset));
    }
}

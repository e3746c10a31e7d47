package io.zenem.jira.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The generated site without its issues: projects, types, statuses, people, versions, boards and sprints. */
final class SiteSeed {
    static final int ABC = 10010;
    static final int XYZ = 10011;
    static final int TEAM = 10012;
    static final ZoneId SOME_USERS_ZONE = ZoneId.of("America/Los_Angeles");
    static final int SPRINTS_SINCE_DAYS = 703;

    private SiteSeed() {}

    /** Generated times hang on the start of the day, so that a restart gives the same site. */
    static Instant anchor() {
        return Instant.now().truncatedTo(ChronoUnit.DAYS);
    }

    static void fill(Site site) {
        add(site, new Project(ABC, "ABC", "Alphabet", false, 1));
        add(site, new Project(XYZ, "XYZ", "Xylophone \"Works\" & Söhne", false, 2));
        add(site, new Project(TEAM, "TEAM", "Team space 🚀", true, 3));
        types(site);
        statuses(site);
        people(site);
        components(site);
        versions(site);
        boards(site);
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
        addTeamTypes(site, TEAM, 10100);
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
        addTeamStatuses(site, TEAM, 10200);
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

    private static void people(Site site) {
        site.addUser(
                "712020:5f0c3c2e-0001-4000-8000-000000000001",
                "atlassian",
                "Admin Demo",
                Optional.of(site.options.email()),
                true,
                site.options.timeZone());
        person(site, "712020:5f0c3c2e-0002-4000-8000-000000000002", "Ada Example", "ada@demo.example", true);
        person(site, "557058:5f0c3c2e-0003-4000-8000-000000000003", "Ben Example", "ben@demo.example", true);
        person(site, "5b10a2844c20165700ede21g", "Chloé Müller-Ångström", "chloe@demo.example", true);
        person(site, "5b10ac8d82e05b22cc7d4ef5", "Dmitri Иванов", "", true);
        person(site, "712020:5f0c3c2e-0006-4000-8000-000000000006", "田中 花子", "", true);
        person(
                site,
                "712020:5f0c3c2e-0007-4000-8000-000000000007",
                "Eve \"The Breaker\" O'Neil",
                "Eve@Demo.Example",
                true);
        person(site, "712020:5f0c3c2e-0008-4000-8000-000000000008", "\u202Eيوسف\u202C مثال", "", true);
        person(site, "712020:5f0c3c2e-0009-4000-8000-000000000009", "🦊 Fox", "", true);
        person(
                site,
                "712020:5f0c3c2e-0010-4000-8000-000000000010",
                "L" + "o".repeat(197) + "ng",
                "long@demo.example",
                true);
        person(site, "712020:5f0c3c2e-0011-4000-8000-000000000011", "Gone Inactive", "gone@demo.example", false);
        person(site, "712020:5f0c3c2e-0012-4000-8000-000000000012", "Hidden Inactive", "", false);
        person(site, "712020:5f0c3c2e-0013-4000-8000-000000000013", "Former user", "", false);
        site.addUser(
                "557058:f58131cb-b67d-43c7-b30d-6b58d40bd077",
                "app",
                "Automation for Jira",
                Optional.empty(),
                true,
                "");
        site.addUser("5d53f3cbc6b9320d9ea5bdc2", "app", "Jira Outlook", Optional.empty(), true, "");
        site.addUser(
                "qm:8a1bd8a3-d82d-4b4b-a8f5-1c0c1a1f8f2e:5c0b",
                "customer",
                "Portal Customer",
                Optional.empty(),
                true,
                "");
        person(site, "712020:5f0c3c2e-0017-4000-8000-000000000017", "Sam Same", "sam1@demo.example", true);
        person(site, "712020:5f0c3c2e-0018-4000-8000-000000000018", "Sam Same", "sam2@demo.example", true);
        person(site, "712020:5f0c3c2e-0019-4000-8000-000000000019", "Trailing Space ", "", true);
        person(
                site,
                "712020:5f0c3c2e-0020-4000-8000-000000000020",
                "O'Hara; DROP TABLE users",
                "ohara@demo.example",
                true);
    }

    private static void person(Site site, String accountId, String name, String email, boolean active) {
        Optional<String> address = email.isEmpty() ? Optional.empty() : Optional.of(email);
        site.addUser(accountId, "atlassian", name, address, active, SOME_USERS_ZONE.getId());
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

    private static void boards(Site site) {
        board(site, new Board(9, "ABC flow", "kanban", ABC, false, ""));
        board(site, new Board(12, "ABC board", "scrum", ABC, true, FieldCatalogue.STORY_POINTS));
        board(site, new Board(34, "XYZ board", "scrum", XYZ, true, FieldCatalogue.STORY_POINTS));
        board(site, new Board(56, "TEAM board", "simple", TEAM, true, FieldCatalogue.STORY_POINT_ESTIMATE));
        sprints(site, 12, "ABC Sprint", 100, 14);
        sprints(site, 34, "XYZ week", 300, 7);
        sprints(site, 56, "TEAM Sprint", 500, 28);
    }

    private static void board(Site site, Board board) {
        site.boards.put(board.id(), board);
    }

    /** Closed sprints without a gap up to the running one, and two future ones, which have no dates. */
    private static void sprints(Site site, int board, String name, int firstId, int days) {
        Instant since = anchor().minus(Duration.ofDays(SPRINTS_SINCE_DAYS));
        int count = SPRINTS_SINCE_DAYS / days;
        for (int i = 0; i <= count + 2; i++) {
            Instant start = since.plus(Duration.ofDays((long) i * days)).plusMillis(123);
            Instant end = start.plus(Duration.ofDays(days));
            boolean closed = i < count;
            boolean future = i > count;
            // one sprint is shared: the board of another project lists it too
            List<Integer> alsoOn = board == 34 && i == count ? List.of(12) : List.of();
            site.sprints.put(
                    firstId + i,
                    new Sprint(
                            firstId + i,
                            name + " " + (i + 1),
                            closed ? "closed" : future ? "future" : "active",
                            board,
                            i % 4 == 0 ? "Ship it, \"now\"; a=b,c" : "",
                            future ? Optional.empty() : Optional.of(start),
                            future ? Optional.empty() : Optional.of(end),
                            closed ? Optional.of(end.minusSeconds(60)) : Optional.empty(),
                            (future ? anchor() : start).minusSeconds(600),
                            alsoOn));
        }
    }

    /** The sprint of a board that ran at a time, if the time is within the generated ones. */
    static Optional<Sprint> sprintAt(Site site, int project, Instant when) {
        int firstId = project == ABC ? 100 : project == XYZ ? 300 : 500;
        int days = project == ABC ? 14 : project == XYZ ? 7 : 28;
        long index = Duration.between(anchor().minus(Duration.ofDays(SPRINTS_SINCE_DAYS)), when)
                        .toDays()
                / days;
        return Optional.ofNullable(site.sprints.get((int) (firstId + index)));
    }
}

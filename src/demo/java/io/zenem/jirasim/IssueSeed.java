package io.zenem.jirasim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Generates issues: epics, what hangs on them, sub-tasks; spread over 700 days with minutes in which many fall. */
final class IssueSeed {
    static final long FIRST_ID = 20_000;
    private static final long DAY = Duration.ofDays(1).toMillis();
    /** What a team takes into a sprint, however large the site is. */
    private static final int RUNNING_SPRINT = 80;

    private static final List<List<String>> LABELS = List.of(
            List.of(),
            List.of(),
            List.of("api"),
            List.of("zenem"),
            List.of("api", "backend"),
            List.of("ünï-cödé", "日本"),
            List.of("quote\"d", "back\\slash"),
            List.of("tech-debt", "zenem", "ui"));

    private final Site site;
    private final Random random;
    private final long anchor = SiteSeed.anchor().toEpochMilli();
    private final Map<Integer, List<Issue>> epics = new java.util.HashMap<>();
    private final Map<Integer, Integer> inRunningSprint = new java.util.HashMap<>();
    private final Map<Integer, List<Issue>> parents = new java.util.HashMap<>();

    private IssueSeed(Site site) {
        this.site = site;
        this.random = new Random(site.options.seed());
    }

    static void fill(Site site, int count) {
        IssueSeed seed = new IssueSeed(site);
        long id = FIRST_ID;
        for (long created : seed.times(count)) {
            id += 1 + seed.random.nextInt(3);
            seed.issue(id, created);
        }
    }

    /** Sorted creation times; one issue in twenty comes from an import that made them all within a minute. */
    private long[] times(int count) {
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            times[i] = random.nextInt(20) == 0
                    ? anchor - DAY * 350 + random.nextInt(60_000)
                    : anchor - DAY * 699 + (long) (random.nextDouble() * DAY * 698);
        }
        Arrays.sort(times);
        return times;
    }

    private void issue(long id, long created) {
        int dice = random.nextInt(100);
        Project project = site.projects.get(dice < 50 ? SiteSeed.ABC : dice < 80 ? SiteSeed.XYZ : SiteSeed.TEAM);
        IssueEdit edit = new IssueEdit();
        edit.id = id;
        edit.project = project.id;
        edit.number = project.number(id);
        edit.created = created;
        edit.updated = updated(created);
        placeInHierarchy(edit, project);
        people(edit);
        progress(edit, project);
        edit.labels = LABELS.get(random.nextInt(LABELS.size()));
        edit.components = one(site.components.values().stream()
                .filter(component -> component.project() == project.id)
                .map(Component::id)
                .toList());
        edit.fixVersions = one(site.versions.values().stream()
                .filter(version -> version.project() == project.id)
                .map(Version::id)
                .toList());
        Issue issue = edit.done();
        site.issues.add(issue);
        remember(issue);
    }

    private long updated(long created) {
        if (random.nextInt(15) == 0) {
            // a bulk edit: many issues within the same minute
            long minute = anchor - DAY * (1 + random.nextInt(5) * 40L);
            if (minute > created) {
                return minute + random.nextInt(60_000);
            }
        }
        double share = Math.pow(random.nextDouble(), 3);
        return created + (long) ((anchor - created - 60_000) * share);
    }

    private void placeInHierarchy(IssueEdit edit, Project project) {
        List<Issue> projectEpics = epics.getOrDefault(project.id, List.of());
        List<Issue> projectParents = parents.getOrDefault(project.id, List.of());
        int dice = projectEpics.isEmpty() ? 0 : random.nextInt(100);
        boolean team = project.simplified;
        if (dice < 5) {
            edit.type = team ? 10100 : 10000;
        } else if (dice < 20 && !projectParents.isEmpty()) {
            edit.type = team ? 10103 : 10003;
            edit.parent =
                    projectParents.get(random.nextInt(projectParents.size())).id();
        } else {
            edit.type = levelZeroType(dice, team);
            edit.parent = random.nextInt(10) < 6
                    ? projectEpics.get(random.nextInt(projectEpics.size())).id()
                    : 0;
        }
    }

    private static int levelZeroType(int dice, boolean team) {
        if (dice < 60) {
            return team ? 10101 : 10004;
        }
        if (dice < 80) {
            return team ? 10102 : 10002;
        }
        return team ? 10104 : dice < 97 ? 10006 : 10007;
    }

    private void people(IssueEdit edit) {
        int users = site.userList().size();
        edit.reporter = 1 + random.nextInt(users);
        edit.creator = edit.reporter;
        edit.assignee = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(users);
        edit.priority = random.nextInt(40) == 0 ? 10000 : 1 + random.nextInt(5);
    }

    private void progress(IssueEdit edit, Project project) {
        boolean old = edit.updated < anchor - 60 * DAY;
        boolean done = random.nextInt(100) < (old ? 75 : 30);
        if (project.simplified) {
            edit.status = done ? 10202 : 10200 + random.nextInt(2);
        } else if (done) {
            edit.status = random.nextInt(10) == 0 ? 10013 : 10002;
        } else {
            edit.status = List.of(10001, 10001, 3, 3, 10010, 10011, 10012).get(random.nextInt(7));
        }
        edit.statusChanged = edit.status == 10001 || edit.status == 10200 ? edit.created : edit.updated;
        if (done) {
            edit.resolution = edit.status == 10013 ? 10001 : random.nextInt(20) == 0 ? 10002 : 10000;
            edit.resolved = edit.updated;
        }
        if (site.types.get(edit.type).hierarchyLevel() == 0 && random.nextInt(100) < 60) {
            edit.sprints = sprints(edit, project, done);
        }
    }

    private List<Integer> sprints(IssueEdit edit, Project project, boolean done) {
        List<Integer> ids = new ArrayList<>(2);
        boolean room = inRunningSprint.getOrDefault(project.id, 0) < RUNNING_SPRINT;
        BoardSeed.sprintAt(site, project.id, Instant.ofEpochMilli(edit.created))
                .ifPresent(sprint -> ids.add(sprint.id()));
        if (!done && random.nextInt(3) == 0 && room) {
            inRunningSprint.merge(project.id, 1, Integer::sum);
            BoardSeed.sprintAt(site, project.id, Instant.ofEpochMilli(anchor - 1000))
                    .map(Sprint::id)
                    .filter(id -> !ids.contains(id))
                    .ifPresent(ids::add);
        }
        return List.copyOf(ids);
    }

    private List<Integer> one(List<Integer> ids) {
        return ids.isEmpty() || random.nextInt(2) == 0 ? List.of() : List.of(ids.get(random.nextInt(ids.size())));
    }

    private void remember(Issue issue) {
        IssueType type = site.types.get(issue.type());
        if (type.hierarchyLevel() == 1) {
            epics.computeIfAbsent(issue.project(), unused -> new ArrayList<>()).add(issue);
        } else if (type.subtask()) {
            site.subtasks
                    .computeIfAbsent(issue.parent(), unused -> new ArrayList<>(2))
                    .add(issue.id());
        } else {
            parents.computeIfAbsent(issue.project(), unused -> new ArrayList<>())
                    .add(issue);
        }
    }
}

package io.zenem.jirasim;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Everything the site holds, behind one lock: many readers or one change. */
final class Site {
    final DemoOptions options;
    final ZoneId zone;
    final Dice dice;
    final DemoFaults faults = new DemoFaults();
    final Map<Integer, Project> projects = new LinkedHashMap<>();
    final Map<Integer, IssueType> types = new LinkedHashMap<>();
    final Map<Integer, Status> statuses = new LinkedHashMap<>();
    final Map<Integer, Priority> priorities = new LinkedHashMap<>();
    final Map<Integer, Resolution> resolutions = new LinkedHashMap<>();
    final Map<Integer, Version> versions = new LinkedHashMap<>();
    /** Issues that the account may not see: deletion and issue security look the same from outside. */
    final Set<Long> secured = new HashSet<>();
    /** What options are called now, by field and first name. */
    final Map<String, String> renamedOptions = new LinkedHashMap<>();

    final Map<Integer, Component> components = new LinkedHashMap<>();
    final Map<Integer, Sprint> sprints = new LinkedHashMap<>();
    final Map<Integer, Board> boards = new LinkedHashMap<>();
    final FieldCatalogue fields;
    final CustomValues values = new CustomValues(this);
    final IssueTable issues = new IssueTable();
    final SearchIndex index = new SearchIndex();
    final Map<Long, List<Long>> subtasks = new HashMap<>();
    final Map<Long, List<Comment>> comments = new HashMap<>();
    /** What was changed of issues, by their ids. */
    final Map<Long, List<Change>> changes = new HashMap<>();

    final WebhookRegistry hooks = new WebhookRegistry();
    /** Issues that are answered without their type, as no mapping can do with; by their ids. */
    final Set<Long> broken = ConcurrentHashMap.newKeySet();

    final DemoOauth oauth = new DemoOauth();
    private final List<User> users = new ArrayList<>();
    private final Set<Integer> removedUsers = new HashSet<>();
    private final int firstUsers;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile String baseUrl = "";
    private volatile Shapes restV2;
    private volatile Shapes restV3;
    private volatile Shapes wireV2;
    private volatile Shapes wireV3;
    private volatile Shapes webhooks;
    private long lastId = 50_000;

    Site(DemoOptions options) {
        this.options = options;
        this.zone = ZoneId.of(options.timeZone());
        this.dice = new Dice(options.seed());
        this.fields = new FieldCatalogue(options.dataCenter() ? 0 : SiteSeed.TEAM);
        SiteSeed.fill(this);
        firstUsers = users.size();
        IssueSeed.fill(this, options.issues());
        reshape();
    }

    <T> T read(Supplier<T> work) {
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    <T> T write(Supplier<T> work) {
        lock.writeLock().lock();
        try {
            return work.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Whether it is Data Center, which differs in most of its shapes and in many resources. */
    boolean dataCenter() {
        return options.dataCenter();
    }

    String baseUrl() {
        return baseUrl;
    }

    void baseUrl(String url) {
        baseUrl = url;
        reshape();
    }

    /** The JSON shapes of REST version 2 or 3. */
    Shapes shapes(int api) {
        return api == 2 ? restV2 : restV3;
    }

    /** The same for answers that nobody reads before they are sent. */
    Shapes wireShapes(int api) {
        return api == 2 ? wireV2 : wireV3;
    }

    /** The shapes of webhook bodies: version 2, dates in the zone of some other user, nobody's email address. */
    Shapes webhookShapes() {
        return webhooks;
    }

    /** To be called after every change of something that issues refer to. */
    void reshape() {
        restV2 = new Shapes(this, 2, zone, false, false);
        restV3 = new Shapes(this, 3, zone, false, false);
        wireV2 = new Shapes(this, 2, zone, false, true);
        wireV3 = new Shapes(this, 3, zone, false, true);
        webhooks = new Shapes(this, 2, SiteSeed.SOME_USERS_ZONE, true, false);
    }

    /** The next id of anything but an issue. */
    int nextId() {
        lastId++;
        return (int) lastId;
    }

    /** The first of several ids in a row. */
    int nextIds(int count) {
        lastId += count;
        return (int) (lastId - count + 1);
    }

    long now() {
        return Instant.now().plus(faults.clockAhead()).toEpochMilli();
    }

    void addUser(
            String accountId,
            String type,
            String name,
            Optional<String> email,
            boolean shown,
            boolean active,
            String userZone) {
        users.add(new User(users.size() + 1, accountId, type, name, email, shown, active, userZone));
    }

    void removeUser(User user) {
        removedUsers.add(user.number());
    }

    /** Everyone whom the site still knows. */
    List<User> userList() {
        return removedUsers.isEmpty()
                ? users
                : users.stream()
                        .filter(user -> !removedUsers.contains(user.number()))
                        .toList();
    }

    /** Those who were there from the beginning: generated values name them, whoever comes and goes. */
    List<User> firstUsers() {
        return users.subList(0, firstUsers);
    }

    User user(int number) {
        return users.get(number - 1);
    }

    void replace(User user) {
        users.set(user.number() - 1, user);
        reshape();
    }

    Optional<User> userByAccount(String accountId) {
        return userList().stream()
                .filter(user -> user.accountId().equals(accountId))
                .findFirst();
    }

    Project project(String keyOrId) {
        return projectByKeyOrId(keyOrId)
                .orElseThrow(() -> new IllegalArgumentException("No project '" + keyOrId + "'."));
    }

    Project project(Issue issue) {
        return projects.get(issue.project());
    }

    String key(Issue issue) {
        return project(issue).key + "-" + issue.number();
    }

    /** Whether the site still shows the issue: those of trashed and archived projects are hidden, and those behind a security level. */
    boolean visible(Issue issue) {
        return project(issue).live() && !secured.contains(issue.id());
    }

    Optional<Project> projectByKeyOrId(String keyOrId) {
        return projects.values().stream()
                .filter(project -> project.answersTo(keyOrId)
                        || Integer.toString(project.id).equals(keyOrId))
                .findFirst();
    }

    /** The true state of an issue by id, key (in any case) or a key it had before a move. */
    Optional<Issue> find(String idOrKey) {
        if (idOrKey.matches("\\d{1,18}")) {
            return issues.find(Long.parseLong(idOrKey));
        }
        int dash = idOrKey.lastIndexOf('-');
        if (dash < 1 || !idOrKey.substring(dash + 1).matches("\\d{1,9}")) {
            return Optional.empty();
        }
        String projectKey = idOrKey.substring(0, dash).toUpperCase(Locale.ROOT);
        int number = Integer.parseInt(idOrKey.substring(dash + 1));
        return projects.values().stream()
                .filter(project -> project.answersTo(projectKey))
                .map(project -> project.issueId(number))
                .flatMap(id -> issues.find(id).stream())
                .findFirst();
    }

    /** Keeps a new state, and the old one in the view of the search for as long as its index lags. */
    void keep(Optional<Issue> before, Issue after) {
        long now = now();
        index.remember(after.id(), before, now, now + faults.indexLag().toMillis());
        if (before.isPresent()) {
            issues.replace(after);
        } else {
            issues.add(after);
        }
    }

    void drop(Issue issue) {
        long now = now();
        index.remember(
                issue.id(), Optional.of(issue), now, now + faults.indexLag().toMillis());
        issues.remove(issue.id());
    }

    /** Changes issues without a trace: {@code updated} stays and no event is sent. */
    void everyIssue(Predicate<Issue> which, Consumer<IssueEdit> change) {
        for (int slot = 0; slot < issues.slots(); slot++) {
            issues.at(slot).filter(which).ifPresent(issue -> {
                IssueEdit edit = IssueEdit.of(issue);
                change.accept(edit);
                issues.replace(edit.done());
            });
        }
    }

    long lastIssueId() {
        return issues.slots() == 0 ? IssueSeed.FIRST_ID : issues.id(issues.slots() - 1);
    }
}

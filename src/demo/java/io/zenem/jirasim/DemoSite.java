package io.zenem.jirasim;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The demo site's state in the hands of a test or a newcomer: changes as people make them in Jira, faults, and what
 * the site was asked. Thread-safe. Issues are named by id or key; a wrong name is an {@link IllegalArgumentException}.
 * Each change sends the webhooks that Jira would send, unless it is made {@link #silently()}.
 */
public final class DemoSite {
    private final Site site;
    private final WebhookSender sender;
    private final RequestLog log;
    private final IssueChanges issues;
    private final VersionChanges versions;
    private final SprintChanges sprints;
    private final SiteChanges things;
    private final PeopleChanges people;

    DemoSite(Site site, WebhookSender sender, RequestLog log, boolean silent) {
        this.site = site;
        this.sender = sender;
        this.log = log;
        Emitter emitter = new Emitter(site, sender, silent);
        this.issues = new IssueChanges(site, emitter);
        this.versions = new VersionChanges(site, emitter);
        this.sprints = new SprintChanges(site, emitter);
        this.things = new SiteChanges(site, emitter);
        this.people = new PeopleChanges(site, emitter);
    }

    /** The same site, whose changes send no webhook at all. */
    public DemoSite silently() {
        return new DemoSite(site, sender, log, true);
    }

    /** What goes wrong; everything works at first. */
    public DemoFaults faults() {
        return site.faults;
    }

    /** Atlassian's part: apps, authorizations and tokens. */
    public DemoOauth oauth() {
        return site.oauth;
    }

    /** The registered webhooks, and what other administrators do to them. */
    public DemoWebhooks webhooks() {
        return new DemoWebhooks(site);
    }

    /** What the site was asked so far. */
    public DemoRequests requests() {
        return log.snapshot();
    }

    /** Begins to count requests from zero. */
    public void forgetRequests() {
        log.clear();
    }

    /** The attempts to deliver webhooks, oldest first, the last 5000. */
    public List<DemoDelivery> deliveries() {
        return sender.done();
    }

    /** Deliveries still to be made, retries included. */
    public int pendingDeliveries() {
        return sender.pending();
    }

    /** The number of issues in live projects. */
    public int issueCount() {
        return Math.toIntExact(site.read(() -> visible(0).count()));
    }

    /** The true state of an issue as the newest REST version has it, with all fields; empty if it is gone or its project is. */
    public Optional<JsonNode> issue(String idOrKey) {
        return site.read(() -> site.find(idOrKey).filter(site::visible).map(full()));
    }

    /** The true states of up to {@code limit} issues whose id is greater than {@code afterId}, in order of the ids. */
    public List<JsonNode> issues(long afterId, int limit) {
        return site.read(() ->
                visible(site.issues.slotAfter(afterId)).limit(limit).map(full()).toList());
    }

    /** The true versions of all projects as REST version 3. */
    public List<JsonNode> versions() {
        return site.read(() -> site.versions.values().stream()
                .map(version -> (JsonNode) site.shapes(3).fullVersion(version))
                .toList());
    }

    /** The true sprints of all boards as the agile API has them. */
    public List<JsonNode> sprints() {
        return site.read(() -> site.sprints.values().stream()
                .map(sprint -> (JsonNode) SprintShapes.agile(sprint, site))
                .toList());
    }

    private Stream<Issue> visible(int fromSlot) {
        return IntStream.range(fromSlot, site.issues.slots())
                .mapToObj(site.issues::at)
                .flatMap(Optional::stream)
                .filter(site::visible);
    }

    private Function<Issue, JsonNode> full() {
        return new IssueShape(site.shapes(site.dataCenter() ? 2 : 3), FieldSelection.of(List.of("*all"), ""))::write;
    }

    /**
     * Creates an issue. Fields are keyed as in REST; values may be plain ({@code "High"}) or Jira's objects. The sprint
     * field takes ids; {@code created} and {@code updated} take instants, to make history.
     */
    public DemoIssue createIssue(String project, String type, Map<String, JsonNode> fields) {
        return change(() -> issues.create(project, type, fields));
    }

    /** Sets fields of an issue; {@code status} and {@code issuetype} are fields here too. */
    public DemoIssue editIssue(String idOrKey, Map<String, JsonNode> fields) {
        return change(() -> issues.edit(idOrKey, fields));
    }

    /** Gives an issue a status of its project; category done resolves it. */
    public DemoIssue transition(String idOrKey, String status) {
        return editIssue(idOrKey, Map.of("status", Json.text(status)));
    }

    /** Changes an issue's type to another of its project. */
    public DemoIssue retype(String idOrKey, String type) {
        return editIssue(idOrKey, Map.of("issuetype", Json.text(type)));
    }

    /** Moves an issue and its sub-tasks to another project: same ids, new keys; old keys go on resolving. */
    public DemoIssue move(String idOrKey, String project) {
        return change(() -> issues.move(idOrKey, project));
    }

    /** Deletes an issue with its sub-tasks. */
    public void delete(String idOrKey) {
        site.write(() -> {
            issues.delete(idOrKey);
            return true;
        });
    }

    /** Hides an issue from the account, or shows it again, as an issue security level does: no event, no {@code updated}. */
    public void hide(String idOrKey, boolean hidden) {
        run(() -> {
            long id = site.find(idOrKey)
                    .orElseThrow(() -> new IllegalArgumentException("No issue '" + idOrKey + "'."))
                    .id();
            if (hidden) {
                site.secured.add(id);
            } else {
                site.secured.remove(id);
            }
        });
    }

    /** Comments on an issue, which changes its {@code updated}. */
    public DemoIssue comment(String idOrKey, String text) {
        return change(() -> issues.comment(idOrKey, text));
    }

    /** Creates an unreleased version and returns its id. */
    public int createVersion(String project, String name, Optional<LocalDate> start, Optional<LocalDate> release) {
        return site.write(() -> versions.create(project, name, start, release).id());
    }

    /** Renames a version and gives it another description. */
    public void editVersion(int id, String name, String description) {
        version(
                id,
                v -> new Version(
                        v.id(), v.project(), name, description, v.archived(), v.released(), v.start(), v.release()));
    }

    /** Releases a version, or takes the release back. */
    public void releaseVersion(int id, boolean released, Optional<LocalDate> release) {
        version(
                id,
                v -> new Version(
                        v.id(), v.project(), v.name(), v.description(), v.archived(), released, v.start(), release));
    }

    private void version(int id, java.util.function.UnaryOperator<Version> change) {
        run(() -> versions.edit(id, change));
    }

    /** Deletes a version; it leaves the issues, whose {@code updated} stays. */
    public void deleteVersion(int id) {
        run(() -> versions.delete(id, Optional.empty()));
    }

    /** Merges a version into another, which administrators' webhooks call a deletion with {@code mergedTo} and apps' a merge. */
    public void mergeVersion(int id, int into) {
        run(() -> versions.delete(id, Optional.of(into)));
    }

    /** Creates a future sprint and returns its id. */
    public int createSprint(int board, String name, String goal) {
        return site.write(() -> sprints.create(board, name, goal).id());
    }

    /** Renames a sprint and gives it another goal; the issues' {@code updated} stays, as with every sprint change. */
    public void editSprint(int id, String name, String goal) {
        run(() -> sprints.edit(id, name, goal));
    }

    /** Starts a sprint now. */
    public void startSprint(int id, Duration length) {
        run(() -> sprints.start(id, length));
    }

    /** Closes a sprint now. */
    public void closeSprint(int id) {
        run(() -> sprints.close(id));
    }

    /** Deletes a sprint; it leaves the issues. */
    public void deleteSprint(int id) {
        run(() -> sprints.delete(id));
    }

    /** Adds an issue to a sprint, which is a change of the issue. */
    public DemoIssue addToSprint(int sprint, String idOrKey) {
        return change(() -> issues.addToSprint(sprint, idOrKey));
    }

    /** Renames every status of that name or id; Jira has no event for it. */
    public void renameStatus(String nameOrId, String to) {
        run(() -> things.renameStatus(nameOrId, to));
    }

    /** Renames every issue type of that name; Jira has no event for it and touches no issue. */
    public void renameType(String name, String to) {
        run(() -> things.renameType(name, to));
    }

    /** Renames every component of that name; Jira has no event for it and touches no issue. */
    public void renameComponent(String name, String to) {
        run(() -> things.renameComponent(name, to));
    }

    /** Renames an option of a custom field, named by its first name; Jira has no event for it and touches no issue. */
    public void renameOption(String fieldId, String value, String to) {
        run(() -> things.renameOption(fieldId, value, to));
    }

    /** Renames a user. */
    public void renameUser(String accountId, String displayName) {
        run(() -> people.rename(accountId, displayName));
    }

    /**
     * Adds an account.
     *
     * @param type atlassian, app or customer
     * @param email empty for none, as apps have
     * @param shown whether answers show the email; the search of users finds hidden ones too
     */
    public void addUser(
            String accountId, String type, String displayName, Optional<String> email, boolean shown, boolean active) {
        run(() -> people.add(accountId, type, displayName, email, shown, active));
    }

    /** Gives a user an email address, shown or hidden. */
    public void addressUser(String accountId, String email, boolean shown) {
        run(() -> people.address(accountId, email, shown));
    }

    /** Activates or deactivates a user. */
    public void activateUser(String accountId, boolean active) {
        run(() -> people.activate(accountId, active));
    }

    /** Removes an account for good; only issues name it from then on. */
    public void removeUser(String accountId) {
        run(() -> people.remove(accountId));
    }

    /** From now on answers and webhooks leave out the issue's type, without which nobody can map it. */
    public void breakIssue(String idOrKey) {
        run(() -> site.broken.add(id(idOrKey)));
    }

    /** Makes a broken issue whole again; nothing of it changes. */
    public void mendIssue(String idOrKey) {
        run(() -> site.broken.remove(id(idOrKey)));
    }

    private long id(String idOrKey) {
        return site.find(idOrKey)
                .orElseThrow(() -> new IllegalArgumentException("No issue '" + idOrKey + "'."))
                .id();
    }

    /** Adds an empty project and returns its id. */
    public int addProject(String key, String name, boolean teamManaged) {
        return site.write(() -> things.addProject(key, name, teamManaged).id);
    }

    /** Renames a project. */
    public void renameProject(String key, String name) {
        run(() -> things.renameProject(key, name));
    }

    /** Changes a project's key and with it every issue's; one project event, no issue event, no {@code updated}. */
    public void renameProjectKey(String key, String newKey) {
        run(() -> things.renameKey(key, newKey));
    }

    /** Puts a project into the trash (Data Center has none and deletes it); its issues vanish without an event of their own. */
    public void deleteProject(String key) {
        run(() -> things.state(key, Project.DELETED, site.dataCenter() ? "project_deleted" : "project_soft_deleted"));
    }

    /** Archives a project; its issues vanish from the search. */
    public void archiveProject(String key) {
        run(() -> things.state(key, Project.ARCHIVED, "project_archived"));
    }

    /** Brings a project back from the trash or the archive; its issues reappear as they were. */
    public void restoreProject(String key) {
        run(() -> things.restore(key));
    }

    /** The present time as the site has it. */
    public Instant now() {
        return Instant.ofEpochMilli(site.now());
    }

    private DemoIssue change(Supplier<Issue> work) {
        return site.write(() -> {
            Issue issue = work.get();
            return new DemoIssue(issue.id(), site.key(issue));
        });
    }

    private void run(Runnable work) {
        site.write(() -> {
            work.run();
            return true;
        });
    }
}

package io.zenem.jirasim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Turns changes into webhook bodies and hands them to the sender. To be called under the write lock. */
final class Emitter {
    static final String PRIMARY = "Primary";
    static final String SECONDARY = "Secondary";

    private final Site site;
    private final WebhookSender sender;
    private final boolean silent;

    Emitter(Site site, WebhookSender sender, boolean silent) {
        this.site = site;
        this.sender = sender;
        this.silent = silent;
    }

    /** An issue event, with the state that a webhook's JQL is tested on. */
    void issue(String event, String typeName, Issue issue, Optional<ChangeLog> changes, String flow) {
        if (silent || site.hooks.all().isEmpty()) {
            return;
        }
        ObjectNode body = body(event);
        if (!typeName.isEmpty()) {
            body.put("issue_event_type_name", typeName);
        }
        body.set("user", site.webhookShapes().user(1));
        body.set("issue", new IssueShape(site.webhookShapes(), FieldSelection.of(List.of(), "*all")).write(issue));
        changes.ifPresent(log -> body.set("changelog", log.toJson(site.nextId())));
        send(event, body, Optional.of(issue), flow);
    }

    /** A comment's own event, whose issue has only six fields (on Data Center there is none), and the old issue event that carries the comment. */
    void comment(Issue issue, Comment comment) {
        if (silent || site.hooks.all().isEmpty()) {
            return;
        }
        Shapes shapes = site.webhookShapes();
        FieldSelection few =
                FieldSelection.of(List.of("summary", "issuetype", "project", "assignee", "priority", "status"), "");
        ObjectNode own = body("comment_created");
        own.set("comment", new IssueShape(shapes, few).comment(issue, comment));
        if (!site.dataCenter()) {
            own.set("issue", new IssueShape(shapes, few).write(issue));
        }
        send("comment_created", own, Optional.of(issue), PRIMARY);
        ObjectNode old = body("jira:issue_updated").put("issue_event_type_name", "issue_commented");
        old.set("user", shapes.user(1));
        old.set("issue", new IssueShape(shapes, FieldSelection.of(List.of(), "*all")).write(issue));
        old.set("comment", new IssueShape(shapes, few).comment(issue, comment));
        send("jira:issue_updated", old, Optional.of(issue), PRIMARY);
    }

    /** The link between an epic and its story; such bodies name both by id and show nothing of them. */
    void epicLink(String event, Issue epic, Issue story) {
        ObjectNode body = body(event);
        ObjectNode link = body.putObject("issueLink")
                .put("id", site.nextId())
                .put("sourceIssueId", epic.id())
                .put("destinationIssueId", story.id())
                .put("systemLink", true);
        link.putObject("issueLinkType").put("name", "Epic-Story Link").put("isSubTaskLinkType", false);
        send(event, body, Optional.of(story), SECONDARY);
    }

    void version(String event, Version version) {
        ObjectNode body = body(event);
        body.set("version", site.webhookShapes().fullVersion(version));
        send(event, body, Optional.empty(), PRIMARY);
    }

    /** An administrator's webhook tells of a deletion, an app's has a name of its own for it (OpenAPI, WebhookDetails.events). */
    void merge(Version version, Version into) {
        merge("jira:version_deleted", version, into, hook -> !hook.dynamic());
        merge("jira:version_merged", version, into, Webhook::dynamic);
    }

    private void merge(String event, Version version, Version into, Predicate<Webhook> listeners) {
        ObjectNode body = body(event);
        body.set("version", site.webhookShapes().fullVersion(version));
        body.set("mergedTo", site.webhookShapes().fullVersion(into));
        send(event, body, listeners, PRIMARY);
    }

    void sprint(String event, Sprint sprint, Optional<Sprint> before) {
        ObjectNode body = body(event);
        body.set("sprint", sprint(sprint));
        if (event.equals("sprint_deleted")) {
            body.withObject("/sprint").remove("self");
        }
        before.ifPresent(old -> body.set("oldValue", sprint(old)));
        send(event, body, Optional.empty(), PRIMARY);
    }

    private ObjectNode sprint(Sprint sprint) {
        ObjectNode json = SprintShapes.agile(sprint, site);
        json.remove("createdDate");
        return json;
    }

    /** A project's event; there its id is a number, in REST and in issues it is a string. */
    void project(String event, Project project) {
        Shapes shapes = site.webhookShapes();
        ObjectNode body = body(event);
        ObjectNode json = body.putObject("project").put("self", shapes.self("project/" + project.id));
        json.put("id", project.id).put("key", project.key).put("name", project.name);
        json.putObject("avatarUrls");
        json.set("projectLead", shapes.user(project.lead));
        json.put("assigneeType", "admin.assignee.type.unassigned");
        send(event, body, Optional.empty(), PRIMARY);
    }

    void user(String event, User user) {
        ObjectNode body = body(event);
        body.set("user", site.webhookShapes().user(user.number()));
        send(event, body, Optional.empty(), PRIMARY);
    }

    private ObjectNode body(String event) {
        return Json.object().put("timestamp", site.now()).put("webhookEvent", event);
    }

    private void send(String event, ObjectNode body, Optional<Issue> issue, String flow) {
        send(event, body, hook -> matches(hook, event, issue), flow);
    }

    private void send(String event, ObjectNode body, Predicate<Webhook> listeners, String flow) {
        if (silent) {
            return;
        }
        byte[] bytes = Json.bytes(body);
        Map<String, List<Webhook>> byApp = new LinkedHashMap<>();
        for (Webhook hook : site.hooks.all()) {
            if (hook.enabled()
                    && hook.events().contains(event)
                    && hook.expires() > site.now()
                    && listeners.test(hook)) {
                if (hook.dynamic()) {
                    byApp.computeIfAbsent(hook.app(), app -> new ArrayList<>()).add(hook);
                } else {
                    sender.send(hook, event, bytes, flow);
                }
            }
        }
        byApp.values().forEach(hooks -> {
            ObjectNode told = body.deepCopy();
            hooks.forEach(hook -> told.withArray("matchedWebhookIds").add(hook.id()));
            sender.send(hooks.get(0), event, Json.bytes(told), flow);
        });
    }

    private boolean matches(Webhook hook, String event, Optional<Issue> issue) {
        if (issue.isEmpty() || !WebhookEvents.filtered(event)) {
            return true;
        }
        try {
            return new Search(site).predicate(JqlParser.parse(hook.jql())).test(issue.get());
        } catch (JqlError staleFilter) {
            // a filter that names a project or a value that is gone matches nothing
            return false;
        }
    }
}

package io.zenem.jirasim;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.zenem.jirasim.Endpoint.Access;

/** Webhooks of OAuth apps, {@code /rest/api/3/webhook}: one address and five webhooks an app, thirty days, a small part of JQL. */
final class DynamicWebhookApi {
    private static final String ROOT = "/rest/api/:v/webhook";
    private static final int MOST = 5;
    private static final Duration LIFE = Duration.ofDays(30);
    private static final Set<String> EVENTS = Set.of(
            "jira:issue_created",
            "jira:issue_updated",
            "jira:issue_deleted",
            "comment_created",
            "comment_updated",
            "comment_deleted",
            "issue_property_set",
            "issue_property_deleted",
            "sprint_created",
            "sprint_updated",
            "sprint_closed",
            "sprint_deleted",
            "sprint_started",
            "jira:version_released",
            "jira:version_unreleased",
            "jira:version_created",
            "jira:version_moved",
            "jira:version_updated",
            "jira:version_merged",
            "jira:version_deleted");
    private static final Pattern QUOTED = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"");
    private static final Pattern CLAUSE = Pattern.compile(
            "\\s*(?:issueKey|project|issuetype|status|priority|assignee|reporter|cf\\[\\d+])\\s*(?:=|!=|in\\b|not\\s+in\\b)[^=!<>~]+",
            Pattern.CASE_INSENSITIVE);

    private final Site site;

    DynamicWebhookApi(Site site) {
        this.site = site;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(ROOT, Access.ANYONE, this::all),
                Endpoint.post(ROOT, Access.ANYONE, this::register),
                new Endpoint(HttpMethod.PUT, ROOT + "/refresh", Access.ANYONE, this::refresh),
                new Endpoint(HttpMethod.DELETE, ROOT, Access.ANYONE, this::delete));
    }

    private List<Webhook> ours(Call call) {
        if (call.app().isEmpty()) {
            throw Refusal.of(403, "The caller isn't an app.");
        }
        return site.hooks.ofApp(call.app(), site.now());
    }

    private Reply all(Call call) {
        ArrayNode values = Json.array();
        ours(call).forEach(hook -> {
            ObjectNode json = values.addObject().put("id", hook.id()).put("jqlFilter", hook.jql());
            hook.events().forEach(json.putArray("events")::add);
            json.put("url", hook.url());
            if (!site.faults.on(DemoFaults.Switch.END_UNTOLD)) {
                json.put("expirationDate", date(hook.expires()));
            }
        });
        return Reply.json(Json.object()
                .put("isLast", true)
                .put("maxResults", 100)
                .put("startAt", 0)
                .put("total", values.size())
                .set("values", values));
    }

    private Reply register(Call call) {
        ours(call);
        JsonNode body = call.json();
        ClosedBody.check(body, Map.of("url", ClosedBody.TEXT, "webhooks", JsonNode::isArray));
        ArrayNode results = Json.array();
        for (JsonNode wanted : body.path("webhooks")) {
            ClosedBody.check(
                    wanted,
                    Map.of(
                            "jqlFilter", ClosedBody.TEXT,
                            "events", ClosedBody.TEXTS,
                            "fieldIdsFilter", ClosedBody.TEXTS,
                            "issuePropertyKeysFilter", ClosedBody.TEXTS));
            Optional<String> error = error(call, body.path("url").asText(), wanted);
            if (error.isPresent()) {
                results.addObject().putArray("errors").add(error.get());
            } else {
                results.addObject().put("createdWebhookId", create(call, body, wanted));
            }
        }
        return Reply.json(Json.object().set("webhookRegistrationResult", results));
    }

    private int create(Call call, JsonNode body, JsonNode wanted) {
        Webhook hook = new Webhook(
                site.hooks.nextId(),
                "",
                body.path("url").asText(),
                ClosedBody.texts(wanted.path("events")),
                wanted.path("jqlFilter").asText(),
                false,
                true,
                "",
                "",
                site.now(),
                call.app(),
                site.now() + LIFE.toMillis());
        site.hooks.keep(hook);
        return hook.id();
    }

    private Optional<String> error(Call call, String url, JsonNode wanted) {
        List<Webhook> ours = ours(call);
        if (ours.size() >= MOST) {
            return Optional.of("The maximum of " + MOST + " webhooks is registered already.");
        }
        Optional<String> other =
                ours.stream().map(Webhook::url).filter(u -> !u.equals(url)).findFirst();
        if (other.isPresent()) {
            return Optional.of(
                    "Only a single URL per app is allowed to be registered. Currently registered URL: " + other.get());
        }
        Optional<String> event = ClosedBody.texts(wanted.path("events")).stream()
                .filter(name -> !EVENTS.contains(name))
                .findFirst();
        if (event.isPresent() || wanted.path("events").isEmpty()) {
            return Optional.of("The event " + event.orElse("") + " is unsupported");
        }
        return filterError(wanted.path("jqlFilter").asText(""));
    }

    private Optional<String> filterError(String jql) {
        String plain = QUOTED.matcher(jql).replaceAll("\"\"");
        for (String clause : plain.split("(?i)\\band\\b", -1)) {
            if (!CLAUSE.matcher(clause).matches()) {
                return Optional.of("The clause " + clause.strip() + " is unsupported");
            }
        }
        try {
            site.read(() -> new Search(site).predicate(JqlParser.parse(jql)));
            return Optional.empty();
        } catch (JqlError wrong) {
            return Optional.of(wrong.getMessage());
        }
    }

    private Reply refresh(Call call) {
        long expires = site.now() + LIFE.toMillis();
        named(call).forEach(hook -> site.hooks.keep(hook.withExpires(expires)));
        return Reply.json(Json.object().put("expirationDate", date(expires)));
    }

    private Reply delete(Call call) {
        named(call).forEach(hook -> site.hooks.remove(hook.id()));
        return new Reply(202, "", Buffer.buffer());
    }

    /** Ids of others, and unknown ones, are ignored. */
    private List<Webhook> named(Call call) {
        JsonNode ids = call.json().path("webhookIds");
        if (!ClosedBody.INTEGERS.test(ids) || ids.isEmpty()) {
            throw Refusal.of(400, "The list of webhook IDs is missing.");
        }
        return ours(call).stream().filter(hook -> contains(ids, hook.id())).toList();
    }

    private static boolean contains(JsonNode ids, int id) {
        for (JsonNode one : ids) {
            if (one.asInt() == id) {
                return true;
            }
        }
        return false;
    }

    private String date(long millis) {
        return site.shapes(3).time(millis);
    }
}

package io.zenem.jirasim;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import io.zenem.jirasim.Endpoint.Access;

/** Registration of admin webhooks, {@code /rest/webhooks/1.0/webhook}; it wants the permission Administer Jira. */
final class WebhookApi {
    private static final String ROOT = "/rest/webhooks/1.0/webhook";

    private final Site site;

    WebhookApi(Site site) {
        this.site = site;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(ROOT, Access.MEMBER, this::all),
                Endpoint.post(ROOT, Access.MEMBER, this::create),
                Endpoint.get(ROOT + "/:id", Access.MEMBER, call -> Reply.json(shape(found(call)))),
                new Endpoint(HttpMethod.PUT, ROOT + "/:id", Access.MEMBER, this::replace),
                new Endpoint(HttpMethod.DELETE, ROOT + "/:id", Access.MEMBER, this::delete));
    }

    private Reply all(Call call) {
        refuseUnlessAdmin();
        return Reply.json(
                Json.array(site.hooks.admin().stream().map(this::shape).toList()));
    }

    private Reply create(Call call) {
        refuseUnlessAdmin();
        Webhook hook = read(site.hooks.nextId(), call.json());
        site.hooks.keep(hook);
        return Reply.json(201, shape(hook));
    }

    /** A PUT says everything again; without a secret the webhook is unsigned from then on (the strictest reading). */
    private Reply replace(Call call) {
        Webhook before = found(call);
        Webhook said = read(before.id(), call.json());
        boolean stuck = site.faults.on(DemoFaults.Switch.WEBHOOK_STAYS_DISABLED) && !before.enabled();
        Webhook hook = stuck ? said.withEnabled(false) : said;
        site.hooks.keep(hook);
        return Reply.json(shape(hook));
    }

    private Reply delete(Call call) {
        site.hooks.remove(found(call).id());
        return Reply.nothing();
    }

    private Webhook found(Call call) {
        refuseUnlessAdmin();
        return site.hooks
                .find(call.intParam("id"))
                .filter(hook -> !hook.dynamic())
                .orElseThrow(() -> Refusal.of(404, "The webhook with id " + call.param("id") + " does not exist."));
    }

    private void refuseUnlessAdmin() {
        if (site.faults.on(DemoFaults.Switch.ADMIN_DENIED)) {
            throw Refusal.of(403, "You do not have permission to perform this operation. Administer Jira is required.");
        }
    }

    private Webhook read(int id, JsonNode body) {
        List<String> events = ClosedBody.texts(body.path("events"));
        events.stream()
                .filter(event -> !WebhookEvents.known(event, site.dataCenter()))
                .findFirst()
                .ifPresent(event -> {
                    throw Refusal.of(400, "Unknown webhook event: " + event);
                });
        String jql = body.path("filters").path(WebhookEvents.ISSUE_SECTION).asText("");
        site.read(() -> new Search(site).predicate(JqlParser.parse(jql)));
        return new Webhook(
                id,
                required(body, "name"),
                checkedUrl(required(body, "url")),
                List.copyOf(events),
                jql,
                body.path("excludeBody").asBoolean(false),
                body.path("enabled").asBoolean(true),
                body.path("description").asText(""),
                body.path("secret").asText(""),
                site.now(),
                "",
                Long.MAX_VALUE);
    }

    private static String required(JsonNode body, String property) {
        String value = body.path(property).asText("");
        if (value.isBlank()) {
            throw Refusal.of(400, "The webhook's " + property + " must not be empty.");
        }
        return value;
    }

    /** Cloud takes HTTPS only; loopback is the one exception here, so that a site on the same machine works. */
    private String checkedUrl(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        String host = lower.matches("https?://\\S+")
                ? URI.create(lower.replaceAll("[{}]", "")).getHost()
                : null;
        boolean loopback =
                host != null && (host.equals("localhost") || host.equals("[::1]") || host.startsWith("127."));
        if (host == null || !(lower.startsWith("https:") || loopback || site.dataCenter())) {
            throw Refusal.of(400, "The webhook's url must be an HTTPS URL.");
        }
        return url;
    }

    private ObjectNode shape(Webhook hook) {
        ObjectNode json = Json.object().put("name", hook.name()).put("url", hook.url());
        hook.events().forEach(json.putArray("events")::add);
        json.putObject("filters").put(WebhookEvents.ISSUE_SECTION, hook.jql());
        json.put("excludeBody", hook.excludeBody()).put("description", hook.description());
        json.put("enabled", hook.enabled()).put("self", site.baseUrl() + ROOT + "/" + hook.id());
        json.put(
                "lastUpdatedUser",
                site.dataCenter() ? site.user(1).name() : site.user(1).accountId());
        json.put("lastUpdatedDisplayName", site.user(1).displayName()).put("lastUpdated", hook.lastUpdated());
        // whether Data Center tells it is not known
        return site.dataCenter() ? json : json.put("isSigned", !hook.secret().isEmpty());
    }
}

package io.zenem.jirasim;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.vertx.core.http.HttpMethod;
import io.zenem.jirasim.Endpoint.Access;

/** What {@link DemoOauth} and {@link DemoWebhooks} can, over HTTP. */
final class OauthControlApi {
    private final DemoSite demo;

    OauthControlApi(DemoSite demo) {
        this.demo = demo;
    }

    List<Endpoint> endpoints() {
        return List.of(
                on(HttpMethod.GET, "/oauth", call -> state()),
                on(HttpMethod.PUT, "/oauth", this::change),
                on(
                        HttpMethod.POST,
                        "/oauth/revoke",
                        call -> done(() -> demo.oauth().revoke(client(call)))),
                on(
                        HttpMethod.POST,
                        "/oauth/expire",
                        call -> done(() -> demo.oauth().expireAccessTokens(client(call)))),
                on(HttpMethod.GET, "/webhooks", call -> webhooks()),
                on(HttpMethod.PATCH, "/webhooks/:webhook", this::changeWebhook),
                on(
                        HttpMethod.DELETE,
                        "/webhooks/:webhook",
                        call -> done(() -> demo.webhooks().remove(call.intParam("webhook")))));
    }

    private static Endpoint on(HttpMethod method, String path, Function<Call, Reply> answer) {
        return new Endpoint(method, "/demo" + path, Access.CONTROL, answer);
    }

    private Reply state() {
        return Reply.json(Json.object()
                .put("cloudId", DemoOauth.CLOUD_ID)
                .put("clientId", "demo-client")
                .put("refreshes", demo.oauth().refreshes("demo-client")));
    }

    private Reply change(Call call) {
        JsonNode body = call.json();
        if (body.has("accessTokenSeconds")) {
            demo.oauth()
                    .accessTokenLife(
                            Duration.ofSeconds(body.path("accessTokenSeconds").asLong()));
        }
        if (body.has("leewaySeconds")) {
            demo.oauth().leeway(Duration.ofSeconds(body.path("leewaySeconds").asLong()));
        }
        if (body.has("denyConsent")) {
            demo.oauth().denyConsent(body.path("denyConsent").asBoolean());
        }
        return state();
    }

    private Reply webhooks() {
        ArrayNode list = Json.array();
        demo.webhooks().all().forEach(hook -> list.addObject()
                .put("id", hook.id())
                .put("url", hook.url())
                .put("jql", hook.jql())
                .put("enabled", hook.enabled())
                .put("app", hook.app())
                .set("events", Json.MAPPER.valueToTree(hook.events())));
        return Reply.json(list);
    }

    private Reply changeWebhook(Call call) {
        int id = call.intParam("webhook");
        JsonNode body = call.json();
        return done(() -> {
            if (body.has("enabled")) {
                demo.webhooks().enable(id, body.path("enabled").asBoolean());
            }
            if (body.has("url")) {
                demo.webhooks().redirect(id, body.path("url").asText());
            }
            if (body.has("jql")) {
                demo.webhooks().filter(id, body.path("jql").asText());
            }
        });
    }

    private static String client(Call call) {
        return call.json().path("clientId").asText("demo-client");
    }

    private static Reply done(Runnable work) {
        work.run();
        return Reply.nothing();
    }
}

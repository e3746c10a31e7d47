package io.zenem.jirasim;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jirasim.Endpoint.Access;

/** What auth.atlassian.com and api.atlassian.com say to an OAuth app: consent (given at once), tokens, and the granted sites. */
final class OauthApi {
    private final Site site;

    OauthApi(Site site) {
        this.site = site;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/authorize", Access.ANYONE, this::authorize),
                Endpoint.post("/oauth/token", Access.ANYONE, this::token),
                Endpoint.get("/oauth/token/accessible-resources", Access.ANYONE, this::resources),
                Endpoint.get("/_edge/tenant_info", Access.ANYONE, this::tenant));
    }

    private Reply authorize(Call call) {
        String client = call.query("client_id").orElse("");
        String redirect = call.query("redirect_uri").orElse("");
        String state = call.query("state").orElse("");
        boolean right = site.oauth.knows(client)
                && call.query("audience").orElse("").equals("api.atlassian.com")
                && call.query("response_type").orElse("").equals("code")
                && call.query("prompt").orElse("").equals("consent")
                && redirect.matches("https?://\\S+");
        if (!right) {
            return Reply.html(400, "Something went wrong: the app or its request is not valid");
        }
        String answer = site.oauth.denied()
                ? "error=access_denied&error_description=" + encoded("User did not authorize the request")
                : "code="
                        + site.oauth.code(
                                client, Set.of(call.query("scope").orElse("").split(" ", -1)), redirect);
        return Reply.redirect(redirect + "?" + answer + "&state=" + encoded(state));
    }

    private Reply token(Call call) {
        JsonNode body = call.json();
        String client = body.path("client_id").asText("");
        if (!site.oauth.is(client, body.path("client_secret").asText(""))) {
            return error(401, "access_denied", "Unauthorized");
        }
        return switch (body.path("grant_type").asText("")) {
            case "authorization_code" ->
                site.oauth
                        .exchange(
                                client,
                                body.path("code").asText(""),
                                body.path("redirect_uri").asText(""))
                        .map(OauthApi::pair)
                        .orElseGet(() -> error(403, "invalid_grant", "Invalid authorization code"));
            case "refresh_token" ->
                site.oauth
                        .refresh(client, body.path("refresh_token").asText(""))
                        .map(OauthApi::pair)
                        .orElseGet(() -> error(403, "unauthorized_client", "refresh_token is invalid"));
            default -> error(400, "unsupported_grant_type", "Unsupported grant type");
        };
    }

    private static Reply pair(DemoOauth.Pair pair) {
        ObjectNode json = Json.object().put("access_token", pair.access()).put("expires_in", pair.seconds());
        if (!pair.refresh().isEmpty()) {
            json.put("refresh_token", pair.refresh());
        }
        return Reply.json(json.put("token_type", "Bearer").put("scope", String.join(" ", pair.scopes())));
    }

    private static Reply error(int status, String error, String description) {
        return Reply.json(status, Json.object().put("error", error).put("error_description", description));
    }

    /** The site's own word of its id, for everybody; who sends credentials here gives them away for nothing. */
    private Reply tenant(Call call) {
        return call.authorization().isEmpty()
                ? Reply.json(Json.object().put("cloudId", DemoOauth.CLOUD_ID))
                : Reply.html(400, "No credentials are needed here");
    }

    private Reply resources(Call call) {
        Optional<Set<String>> scopes = site.oauth.scopes(call.authorization());
        if (scopes.isEmpty()) {
            return Reply.json(401, Json.object().put("code", 401).put("message", "Unauthorized"));
        }
        ArrayNode sites = Json.array();
        if (!site.oauth.hidden()) {
            add(sites, DemoOauth.CLOUD_ID, site.baseUrl(), List.of("read:jira-work", "read:jira-user"));
        }
        int number = 0;
        for (String url : site.oauth.otherSites()) {
            add(sites, "0ther000-0000-4000-8000-00000000000" + ++number, url, List.of("read:jira-work"));
        }
        add(
                sites,
                "c0nf0000-0000-4000-8000-000000000000",
                site.baseUrl() + "/wiki",
                List.of("read:confluence-space.summary"));
        return Reply.json(sites);
    }

    private static void add(ArrayNode sites, String id, String url, List<String> scopes) {
        ObjectNode json = sites.addObject().put("id", id).put("url", url).put("name", "demo");
        scopes.forEach(json.putArray("scopes")::add);
        json.put("avatarUrl", url + "/avatar.png");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

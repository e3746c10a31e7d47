package io.zenem.jirasim;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;

/** What api.atlassian.com refuses before Jira is asked (recorded answers): tokens, sites and scopes that are not right. */
final class Gateway {
    private Gateway() {}

    /** With an app's access token, or with an account's token if that is a scoped one. */
    static Optional<Reply> refusal(DemoOauth oauth, Call call, boolean scopedToken) {
        Optional<Set<String>> scopes = oauth.scopes(call.authorization());
        boolean account = scopedToken && call.app().isEmpty() && call.member();
        if (scopes.isEmpty() && !account) {
            return Optional.of(unauthorized("Unauthorized"));
        }
        if (!call.param("cloudId").equals(DemoOauth.CLOUD_ID)) {
            ObjectNode body = Json.object().put("timestamp", Instant.now().toString());
            body.put("status", 404).put("error", "Not Found").put("message", "No message available");
            return Optional.of(new Reply(
                    404,
                    Reply.JSON,
                    Buffer.buffer(Json.bytes(body.put("path", call.path()))),
                    Map.of("X-Failure-Category", "FAILURE_CLIENT_TCS")));
        }
        return account || scopes.get().contains(scope(call.template()))
                ? Optional.empty()
                : Optional.of(unauthorized("Unauthorized; scope does not match"));
    }

    private static Reply unauthorized(String message) {
        return Reply.json(401, Json.object().put("code", 401).put("message", message));
    }

    private static String scope(String path) {
        if (path.contains("/rest/agile/")) {
            return path.endsWith("/configuration")
                    ? "read:board-scope.admin:jira-software"
                    : path.contains("sprint") ? "read:sprint:jira-software" : "read:board-scope:jira-software";
        }
        if (path.contains("/webhook")) {
            return "manage:jira-webhook";
        }
        return path.contains("/user") || path.endsWith("/myself") ? "read:jira-user" : "read:jira-work";
    }
}

package io.zenem.jirasim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;

/** An answer that says no, thrown from anywhere in an endpoint. */
final class Refusal extends RuntimeException {
    final transient Reply reply;

    private Refusal(String message, Reply reply) {
        super(message);
        this.reply = reply;
    }

    /** Jira's usual error: messages and an empty map of field errors. */
    static Refusal of(int status, String message) {
        ObjectNode body = Json.object();
        body.putArray("errorMessages").add(message);
        body.putObject("errors");
        return new Refusal(message, Reply.json(status, body));
    }

    /** What Jira says to a body that its closed schema doesn't allow; it has no {@code errors} (recorded answer). */
    static Refusal payload() {
        String message = "Invalid request payload. Refer to the REST API documentation and try again.";
        ObjectNode body = Json.object();
        body.putArray("errorMessages").add(message);
        return new Refusal(message, Reply.json(400, body));
    }

    static Refusal noIssue() {
        return of(404, "Issue does not exist or you do not have permission to see it.");
    }

    /** What Data Center says of an issue that is there, and not for the account; Cloud tells no difference. */
    static Refusal hiddenIssue() {
        return of(403, "You do not have the permission to see the specified issue.");
    }

    /** A path that doesn't exist on Data Center (not documented; so its REST framework answers since Jira 5). */
    static Reply unknownPathOfDataCenter(String url) {
        return Reply.json(
                404, Json.object().put("message", "null for uri: " + url).put("status-code", 404));
    }

    /** A path that doesn't exist: RFC 7807 (recorded answer). */
    static Reply unknownPath(String method, String path) {
        ObjectNode body = Json.object();
        body.put("type", "about:blank").put("title", "Not Found").put("status", 404);
        body.put("detail", "No endpoint " + method + " " + path + ".").put("instance", path);
        return new Reply(404, "application/problem+json", Buffer.buffer(Json.bytes(body)));
    }
}

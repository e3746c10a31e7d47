package io.zenem.jira.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.ext.web.RoutingContext;

/** Writes an error to a request that no route answers. */
final class JsonAnswer {
    private static final JsonMapper JSON = new JsonMapper();

    private JsonAnswer() {}

    static void send(RoutingContext context, ErrorAnswer answer) {
        context.response()
                .setStatusCode(answer.status())
                .putHeader("Content-Type", "application/json")
                .end(text(answer));
    }

    private static String text(ErrorAnswer answer) {
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

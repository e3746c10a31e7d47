package io.zenem.jira.api;

import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/** Writes an error to a request that no route answers. */
final class JsonAnswer {
    private static final JsonMapper JSON = new JsonMapper();

    /** What is still to come of a small body is waited for, so that the connection can be used again. */
    private static final long SMALL_REST = 64 << 10;

    /** How long, and how far, a sender may go on with a body that nobody wants, so that they see the answer; then the connection is closed. */
    private static final long LAST_MILLIS = 1_000;

    private static final long LAST_BYTES = 26 << 20;

    private static final String RETRY_AFTER_SECONDS = "10";

    private JsonAnswer() {}

    /** Answers with the error; a connection on which much of a body may still come is closed soon after. */
    static void send(RoutingContext context, ErrorAnswer answer) {
        if (answer.status() == 503) {
            context.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (!context.request().isEnded()) {
            discard(context.request());
            if (answer.status() == 408 || muchToCome(context)) {
                context.response().putHeader("Connection", "close");
                context.addEndHandler(sent -> context.vertx().setTimer(LAST_MILLIS, over -> context.request()
                        .connection()
                        .close()));
            }
        }
        context.response()
                .setStatusCode(answer.status())
                .putHeader("Content-Type", "application/json")
                .end(JSON.valueToTree(answer).toString());
    }

    static void send(RoutingContext context, int status, String message) {
        send(context, ErrorAnswer.of(status, message));
    }

    private static boolean muchToCome(RoutingContext context) {
        HttpServerRequest request = context.request();
        return request.version() != HttpVersion.HTTP_2
                && (request.headers().contains("Transfer-Encoding") || Bodies.declared(context) > SMALL_REST);
    }

    private static void discard(HttpServerRequest request) {
        AtomicLong left = new AtomicLong(LAST_BYTES);
        request.handler(piece -> {
            if (left.addAndGet(-piece.length()) < 0) {
                request.connection().close();
            }
        });
        request.exceptionHandler(closed -> {});
        request.resume();
    }
}

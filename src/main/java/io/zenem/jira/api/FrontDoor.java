package io.zenem.jira.api;

import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What is decided about a request before any route sees it, and what is said when none does: sizes, roles, unknown paths and
 * wrong methods, all in the contract's error shape.
 */
@ApplicationScoped
class FrontDoor {
    /** Behind Quarkus' own authentication, before Camel's routes. */
    private static final int BEFORE_ROUTES = -100;

    private static final int READING = BEFORE_ROUTES + 1;

    private final EndpointTable endpoints;
    private final long adminLimit;
    private final long webhookLimit;

    @Inject
    FrontDoor(
            EndpointTable endpoints,
            @ConfigProperty(name = "connector.api.max-body-bytes") long adminLimit,
            @ConfigProperty(name = "connector.webhook.max-body-bytes") long webhookLimit) {
        this.endpoints = endpoints;
        this.adminLimit = adminLimit;
        this.webhookLimit = webhookLimit;
    }

    void open(@Observes Router router) {
        router.route("/admin/*").order(BEFORE_ROUTES).handler(context -> enter(context, adminLimit));
        router.route("/webhooks/*").order(BEFORE_ROUTES).handler(context -> bodied(context, webhookLimit));
        router.route("/admin/*").order(READING).handler(reader(adminLimit));
        router.route("/webhooks/*").order(READING).handler(reader(webhookLimit));
        router.route("/oauth/*").order(READING).handler(reader(adminLimit));
        router.route("/*").order(Integer.MAX_VALUE).handler(this::nobodyAnswered);
        router.route("/*").order(BEFORE_ROUTES).failureHandler(FrontDoor::failed);
    }

    /** Reads a body, of which nobody knows the length where it comes in chunks, as far as the limit and no further. */
    private static BodyHandler reader(long limit) {
        return BodyHandler.create(false).setBodyLimit(limit);
    }

    private void enter(RoutingContext context, long limit) {
        if (Roles.anonymous(context)) {
            UnauthorizedAnswer.send(context);
        } else if (Roles.allow(context)) {
            bodied(context, limit);
        } else {
            JsonAnswer.send(
                    context,
                    ErrorAnswer.of(
                            403,
                            ErrorCode.FORBIDDEN,
                            Roles.demand(context.request().method())));
        }
    }

    /** Forms are read and gone before anybody sees their bytes: a signature over them, or the lack of JSON, would go unnoticed. */
    private static void bodied(RoutingContext context, long limit) {
        String type = Optional.ofNullable(context.request().getHeader("Content-Type"))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/") || type.startsWith("application/x-www-form-urlencoded")) {
            JsonAnswer.send(
                    context,
                    ErrorAnswer.of(
                            415,
                            ErrorCode.INVALID_ARGUMENT,
                            "The body must be JSON: send Content-Type: application/json."));
        } else {
            limit(context, limit);
        }
    }

    private static void limit(RoutingContext context, long limit) {
        String length = context.request().getHeader("Content-Length");
        if (length != null && length.length() < 19 && Long.parseLong(length) > limit) {
            context.response().putHeader("Connection", "close");
            JsonAnswer.send(context, tooLarge(limit));
        } else {
            context.next();
        }
    }

    private void nobodyAnswered(RoutingContext context) {
        String path = context.normalizedPath();
        HttpMethod method = context.request().method();
        if (endpoints.knowsPath(path)) {
            context.response().putHeader("Allow", String.join(", ", endpoints.methods(path)));
            JsonAnswer.send(
                    context,
                    ErrorAnswer.of(
                            405,
                            ErrorCode.INVALID_ARGUMENT,
                            method + " is not possible here; possible: " + String.join(", ", endpoints.methods(path))
                                    + "."));
        } else {
            JsonAnswer.send(context, ErrorAnswer.of(404, ErrorCode.INVALID_ARGUMENT, "There is nothing at this path."));
        }
    }

    private static void failed(RoutingContext context) {
        // whoever hangs up gets no answer, and no line in the log either: anybody could fill it
        if (context.response().ended() || context.failure() instanceof HttpClosedException) {
            return;
        }
        if (context.statusCode() == 413) {
            // what is left of the body is not waited for
            context.response().putHeader("Connection", "close");
            context.addEndHandler(sent -> context.request().connection().close());
        }
        switch (context.statusCode()) {
            case 401 -> UnauthorizedAnswer.send(context);
            case 403 ->
                JsonAnswer.send(
                        context,
                        ErrorAnswer.of(
                                403,
                                ErrorCode.FORBIDDEN,
                                Roles.demand(context.request().method())));
            case 400, 404, 405, 413, 415 ->
                JsonAnswer.send(
                        context,
                        ErrorAnswer.of(
                                context.statusCode(),
                                ErrorCode.INVALID_ARGUMENT,
                                "The request was refused (HTTP " + context.statusCode() + ")."));
            default -> context.next();
        }
    }

    private static ErrorAnswer tooLarge(long limit) {
        return ErrorAnswer.of(413, ErrorCode.INVALID_ARGUMENT, "The body is too large; at most " + limit + " bytes.");
    }
}

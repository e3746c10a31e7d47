package io.zenem.jira.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What is decided about a request before any route sees it, and what is said when none does: roles, unknown paths and wrong
 * methods, all in the contract's error shape. A delivery has a door of its own.
 */
@ApplicationScoped
class FrontDoor {
    /** Behind Quarkus' own authentication, before Camel's routes. */
    static final int BEFORE_ROUTES = -100;

    private final EndpointTable endpoints;
    private final Bodies bodies;
    private final long limit;

    @Inject
    FrontDoor(
            EndpointTable endpoints, Bodies bodies, @ConfigProperty(name = "connector.api.max-body-bytes") long limit) {
        this.endpoints = endpoints;
        this.bodies = bodies;
        this.limit = limit;
    }

    void open(@Observes Router router) {
        router.route("/admin/*").order(BEFORE_ROUTES).handler(this::enter);
        router.route("/oauth/*").order(BEFORE_ROUTES).handler(context -> bodies.read(context, limit));
        router.route("/*").order(Integer.MAX_VALUE).handler(this::nobodyAnswered);
        router.route("/*").order(BEFORE_ROUTES).failureHandler(FrontDoor::failed);
    }

    private void enter(RoutingContext context) {
        if (Roles.anonymous(context)) {
            UnauthorizedAnswer.send(context);
        } else if (Roles.allow(context)) {
            bodies.read(context, limit);
        } else {
            JsonAnswer.send(
                    context,
                    ErrorAnswer.of(
                            403,
                            ErrorCode.FORBIDDEN,
                            Roles.demand(context.request().method())));
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
}

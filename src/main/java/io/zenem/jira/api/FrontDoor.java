package io.zenem.jira.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.vertx.core.http.HttpClosedException;
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
            forbid(context);
        }
    }

    private static void forbid(RoutingContext context) {
        JsonAnswer.send(context, 403, Roles.demand(context.request().method()));
    }

    private void nobodyAnswered(RoutingContext context) {
        String path = context.normalizedPath();
        String possible = String.join(", ", endpoints.methods(path));
        if (!possible.isEmpty()) {
            context.response().putHeader("Allow", possible);
            JsonAnswer.send(
                    context, 405, context.request().method() + " is not possible here; possible: " + possible + ".");
        } else {
            JsonAnswer.send(context, 404, "There is nothing at this path.");
        }
    }

    private static void failed(RoutingContext context) {
        // a caller who hangs up gets no answer, and no line in the log either: anybody could fill it
        if (context.response().ended() || context.failure() instanceof HttpClosedException) {
            return;
        }
        switch (context.statusCode()) {
            case 401 -> UnauthorizedAnswer.send(context);
            case 403 -> forbid(context);
            case 400, 404, 405, 413, 415 ->
                JsonAnswer.send(
                        context, context.statusCode(), "The request was refused (HTTP " + context.statusCode() + ").");
            default -> context.next();
        }
    }
}

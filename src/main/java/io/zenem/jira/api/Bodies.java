package io.zenem.jira.api;

import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes in the bodies of requests: within a limit each, a budget of bytes for all of them, and a deadline. What cannot be taken in
 * is answered 413, 415, 503 or 408, as early as it is known.
 */
@ApplicationScoped
class Bodies {
    /** A body is copied about four times on its way to the disk, so half of the memory at most is spent on bodies. */
    private static final long PART_OF_MEMORY = 8;

    /** Deliveries have some 4 to 40 KB. */
    private static final long SMALL = 128 << 10;

    private static final long KEPT_FOR_SMALL = 8 << 20;

    private final BodyBudget budget;
    private final long seconds;

    Bodies(
            @ConfigProperty(name = "connector.webhook.max-body-bytes") long largest,
            @ConfigProperty(name = "connector.http.body-seconds") long seconds) {
        long memory = Runtime.getRuntime().maxMemory() / PART_OF_MEMORY;
        this.budget = new BodyBudget(Math.max(memory, largest + KEPT_FOR_SMALL), KEPT_FOR_SMALL, SMALL);
        this.seconds = seconds;
    }

    /** Reads the body of at most so many bytes and lets the request go on, or answers why not. */
    void read(RoutingContext context, long limit) {
        long declared = declared(context);
        if (form(context)) {
            JsonAnswer.send(context, 415, ApiRequest.NO_JSON);
        } else {
            new BodyReading(context, budget, limit, seconds).begin(declared);
        }
    }

    /** Forms are read and gone before anybody sees their bytes: a signature over them, or the lack of JSON, would go unnoticed. */
    private static boolean form(RoutingContext context) {
        String type = Optional.ofNullable(context.request().getHeader("Content-Type"))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        return type.startsWith("multipart/") || type.startsWith("application/x-www-form-urlencoded");
    }

    /** The body's length as the head tells it; 0 where it comes in chunks, or there is none. */
    static long declared(RoutingContext context) {
        String length = context.request().getHeader("Content-Length");
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }
}

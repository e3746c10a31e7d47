package io.zenem.jira.api;

import java.net.URI;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses what cannot be read, before anything else looks at it: an invalid URL, or oversized headers. Quarkus
 * would refuse it too, but without a body; its own limits are wider, so that most of it comes as far as here.
 */
@ApplicationScoped
class RequestHead {
    /** Before everything, because whoever looks at a path fails at one that cannot be decoded. */
    private static final int FIRST = Integer.MIN_VALUE;

    /** Of Quarkus; set by {@code platform.AddressCheckOff}. */
    private static final String SWITCH = "vertx.disableURIValidation";

    /** A ; in a path, however often it is encoded: rules of paths and routes may read it differently (CVE-2026-39852, CVE-2026-50559). */
    private static final Pattern MATRIX_PARAMETER = Pattern.compile(";|%(25)*3b", Pattern.CASE_INSENSITIVE);

    private final int longestAddress;
    private final int mostHeaders;

    RequestHead(
            @ConfigProperty(name = "connector.http.max-address-length") int longestAddress,
            @ConfigProperty(name = "connector.http.max-header-bytes") int mostHeaders) {
        this.longestAddress = longestAddress;
        this.mostHeaders = mostHeaders;
    }

    void open(@Observes Router router) {
        if (!Boolean.getBoolean(SWITCH)) {
            throw new IllegalStateException(
                    "The system property " + SWITCH + " is not set: addresses that are none would be refused"
                            + " without a body. AddressCheckOff sets it; see META-INF/services/io.smallrye.config.ConfigSourceFactory.");
        }
        router.route().order(FIRST).handler(this::read);
    }

    private void read(RoutingContext context) {
        // for every answer, whoever gives it: nothing of it is kept on the way, taken for something else or framed
        context.response()
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "frame-ancestors 'none'");
        if (context.request().uri().length() > longestAddress) {
            JsonAnswer.send(context, 414, "The address is too long; at most " + longestAddress + " characters.");
        } else if (headerBytes(context.request()) > mostHeaders) {
            JsonAnswer.send(context, 431, "The headers are too large; at most " + mostHeaders + " bytes together.");
        } else if (!decodable(context)) {
            JsonAnswer.send(
                    context,
                    400,
                    "The address is no URL: a % has to be followed by two hexadecimal digits, and other special characters written so.");
        } else if (MATRIX_PARAMETER.matcher(context.request().path()).find()) {
            JsonAnswer.send(context, 400, "The address has a ; in its path; no path here has matrix parameters.");
        } else {
            context.next();
        }
    }

    private static int headerBytes(HttpServerRequest request) {
        return request.headers().entries().stream()
                .mapToInt(header -> header.getKey().length() + header.getValue().length())
                .sum();
    }

    private static boolean decodable(RoutingContext context) {
        try {
            URI.create(context.request().uri());
            context.normalizedPath();
            context.queryParams();
            return true;
        } catch (IllegalArgumentException | HttpException malformed) {
            return false;
        }
    }
}

package io.zenem.jirasim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.zenem.jirasim.Call.Caller;
import io.zenem.jirasim.DemoFaults.Failure;
import io.zenem.jirasim.Endpoint.Access;

/** Every request passes here: who asks, what fails, how long it takes; then the endpoint, then the headers. */
final class Gate {
    private static final int BURST_LIMIT = 350;
    private static final int QUOTA = 100_000;
    private static final Set<String> READS_BY_ID =
            Set.of("/rest/api/:v/issue/bulkfetch", "/rest/api/:v/version/:version", "/rest/agile/1.0/sprint/:sprint");
    private static final Set<String> LISTS_OF_NAMES = Set.of("/rest/api/:v/status", "/rest/api/:v/priority");
    private static final Set<String> CLOUD_VERSIONS = Set.of("2", "3", "latest");
    private static final Set<String> DATA_CENTER_VERSIONS = Set.of("2", "latest");

    private final Vertx vertx;
    private final Site site;
    private final RequestLog log;
    private final String credentials;
    private final ContraryLists contrary;

    Gate(Vertx vertx, Site site, RequestLog log) {
        this.vertx = vertx;
        this.site = site;
        this.log = log;
        this.contrary = new ContraryLists(site.faults);
        String pair = site.options.email() + ":" + site.options.apiToken();
        this.credentials = site.dataCenter()
                ? "Bearer " + site.options.apiToken()
                : "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    void pass(RoutingContext context, Endpoint endpoint) {
        Call call = call(context, endpoint);
        if (endpoint.access() == Access.CONTROL) {
            answer(context, call, endpoint, Optional.empty());
            return;
        }
        log.begin(call);
        context.addEndHandler(ended -> log.end());
        if (endpoint.gateway()) {
            Optional<Reply> refusal = Gateway.refusal(site.oauth, call, site.faults.on(DemoFaults.Switch.SCOPED_TOKEN));
            if (refusal.isPresent()) {
                send(context, call, refusal.get(), Optional.empty());
                return;
            }
        }
        Optional<Failure> failure = site.faults.roll(call.path());
        long wait = site.faults.latency().toMillis();
        if (wait > 0) {
            vertx.setTimer(wait, timer -> answer(context, call, endpoint, failure));
        } else {
            answer(context, call, endpoint, failure);
        }
    }

    void unknownPath(RoutingContext context) {
        Call call = call(context, Endpoint.get("unknown", Access.ANYONE, unused -> Reply.nothing()));
        log.begin(call);
        context.addEndHandler(ended -> log.end());
        send(context, call, unknownPath(call.method(), context.request().path()), Optional.empty());
    }

    private Reply unknownPath(String method, String path) {
        return site.dataCenter()
                ? Refusal.unknownPathOfDataCenter(site.baseUrl() + path)
                : Refusal.unknownPath(method, path);
    }

    private Call call(RoutingContext context, Endpoint endpoint) {
        Buffer body = context.body().buffer();
        String header = Optional.ofNullable(context.request().getHeader("Authorization"))
                .orElse("");
        String app = endpoint.gateway() ? site.oauth.app(header).orElse("") : "";
        return new Call(
                context.request().method().name(),
                context.request().uri(),
                endpoint.path(),
                context.pathParams(),
                context.queryParams(),
                body == null ? Buffer.buffer() : body,
                app.isEmpty() ? caller(endpoint, header) : Caller.MEMBER,
                header,
                app);
    }

    private Caller caller(Endpoint endpoint, String header) {
        if (header.isEmpty() || endpoint.atlassian()) {
            return Caller.ANONYMOUS;
        }
        byte[] given = header.getBytes(StandardCharsets.UTF_8);
        byte[] right = credentials.getBytes(StandardCharsets.UTF_8);
        boolean alive = !site.faults.on(DemoFaults.Switch.DEAD_TOKEN)
                && (endpoint.gateway() || !site.faults.on(DemoFaults.Switch.SCOPED_TOKEN));
        return alive && MessageDigest.isEqual(given, right) ? Caller.MEMBER : Caller.WRONG_CREDENTIALS;
    }

    private void answer(RoutingContext context, Call call, Endpoint endpoint, Optional<Failure> failure) {
        Optional<Reply> instead = failure.flatMap(this::failed);
        if (instead.isPresent()) {
            send(context, call, instead.get(), failure);
            return;
        }
        vertx.executeBlocking(() -> answered(call, endpoint, context.request().getHeader("Content-Type")), false)
                .onSuccess(reply -> send(context, call, reply, failure))
                .onFailure(error -> send(context, call, Reply.html(500, "Internal error: " + error), failure));
    }

    private boolean denied(String path) {
        return (site.faults.on(DemoFaults.Switch.READS_DENIED) && READS_BY_ID.contains(path))
                || (site.faults.on(DemoFaults.Switch.LISTS_DENIED) && LISTS_OF_NAMES.contains(path));
    }

    private Reply answered(Call call, Endpoint endpoint, String contentType) {
        String version = call.pathParams().get("v");
        Set<String> versions = site.dataCenter() ? DATA_CENTER_VERSIONS : CLOUD_VERSIONS;
        if (version != null && !versions.contains(version)) {
            return unknownPath(call.method(), call.path());
        }
        try {
            // a token that is not accepted is nobody's on Data Center, wherever it comes
            boolean refused = site.dataCenter() && call.caller() == Caller.WRONG_CREDENTIALS;
            if (refused || (endpoint.access() == Access.MEMBER && !call.member())) {
                throw Refusal.of(401, "Client must be authenticated to access this resource.");
            }
            if (denied(endpoint.path())) {
                throw Refusal.of(403, "The account may not do this.");
            }
            boolean json = contentType != null && contentType.startsWith("application/json");
            if (call.body().length() > 0 && !json && endpoint.access() != Access.CONTROL) {
                throw Refusal.of(415, "Unsupported Media Type");
            }
            return endpoint.access() == Access.CONTROL
                    ? endpoint.answer().apply(call)
                    : contrary.given(call, endpoint.answer().apply(contrary.taken(call)));
        } catch (Refusal refusal) {
            return refusal.reply;
        } catch (JqlError error) {
            return Refusal.of(400, error.getMessage()).reply;
        } catch (IllegalArgumentException wrongInput) {
            return Refusal.of(400, String.valueOf(wrongInput.getMessage())).reply;
        }
    }

    /** The answers that come instead of the endpoint's; empty where only the way of sending is broken. */
    private Optional<Reply> failed(Failure failure) {
        return switch (failure) {
            case TOO_MANY_REQUESTS, TOO_MANY_REQUESTS_WITHOUT_RETRY_AFTER, QUOTA_SPENT ->
                Optional.of(Refusal.of(429, "Rate limit exceeded.").reply);
            case SERVER_ERROR -> Optional.of(Refusal.of(500, "Internal server error").reply);
            case BAD_GATEWAY -> Optional.of(Reply.html(502, "502 Bad Gateway"));
            case GATEWAY_TIMEOUT -> Optional.of(Reply.html(504, "504 Gateway Timeout"));
            case BAD_REQUEST -> Optional.of(Refusal.of(400, "The filter of the board is broken.").reply);
            case FORBIDDEN -> Optional.of(Refusal.of(403, "You do not have permission.").reply);
            case NOT_FOUND -> Optional.of(Refusal.of(404, "It does not exist or you may not see it.").reply);
            case UNPROCESSABLE -> Optional.of(Refusal.of(422, "It has no columns with a mapped status.").reply);
            case OTHER_JSON -> Optional.of(Reply.json(200, Json.object()));
            case UNAVAILABLE -> Optional.of(Refusal.of(503, "Service temporarily unavailable").reply);
            case HTML_PAGE -> Optional.of(Reply.html(200, "Log in to continue"));
            case PAGE_UNAVAILABLE -> Optional.of(Reply.html(404, "Page unavailable"));
            case UNAUTHORIZED ->
                Optional.of(Refusal.of(401, "Client must be authenticated to access this resource.").reply);
            case RESET, TRUNCATED, SLOW_BODY -> Optional.empty();
        };
    }

    private void send(RoutingContext context, Call call, Reply reply, Optional<Failure> failure) {
        HttpServerResponse response = context.response();
        if (response.closed() || response.ended()) {
            return;
        }
        if (failure.equals(Optional.of(Failure.RESET))) {
            context.request().connection().close();
            return;
        }
        response.setStatusCode(reply.status());
        headers(response, call, failure);
        reply.headers().forEach(response::putHeader);
        if (!reply.type().isEmpty()) {
            response.putHeader("Content-Type", reply.type());
        }
        Buffer body = reply.body();
        if (failure.equals(Optional.of(Failure.TRUNCATED))) {
            response.putHeader("Content-Length", Integer.toString(body.length() + 1));
            response.write(body.slice(0, body.length() / 2))
                    .onComplete(done -> context.request().connection().close());
        } else if (failure.equals(Optional.of(Failure.SLOW_BODY))) {
            response.setChunked(true);
            dribble(response, body, 0);
        } else if (Packing.wanted(context.request().getHeader("Accept-Encoding"), body)) {
            response.putHeader("Content-Encoding", "gzip").end(Packing.gzip(body));
        } else {
            response.end(body);
        }
    }

    private void dribble(HttpServerResponse response, Buffer body, int from) {
        int to = Math.min(body.length(), from + body.length() / 10 + 1);
        if (response.closed()) {
            return;
        }
        if (from >= body.length()) {
            response.end();
            return;
        }
        response.write(body.slice(from, to));
        vertx.setTimer(200, timer -> dribble(response, body, to));
    }

    private void headers(HttpServerResponse response, Call call, Optional<Failure> failure) {
        response.putHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.ofEpochMilli(site.now()).atZone(ZoneOffset.UTC)));
        if (site.dataCenter()) {
            headersOfDataCenter(response, call, failure);
            return;
        }
        if (call.caller() == Caller.MEMBER) {
            response.putHeader("X-Seraph-LoginReason", "OK");
            response.putHeader("X-Aaccountid", site.user(1).accountId().replace(":", "%3A"));
        } else if (call.caller() == Caller.WRONG_CREDENTIALS) {
            response.putHeader("X-Seraph-LoginReason", "AUTHENTICATED_FAILED");
        }
        response.putHeader("Atl-Traceid", UUID.randomUUID().toString().replace("-", ""));
        boolean limited = response.getStatusCode() == 429;
        if (failure.equals(Optional.of(Failure.QUOTA_SPENT))) {
            response.putHeader("Retry-After", Integer.toString(site.faults.retryAfterSeconds()));
            response.putHeader("X-RateLimit-Limit", Integer.toString(QUOTA));
            response.putHeader("RateLimit-Reason", "jira-quota-global-based");
            return;
        }
        Instant reset =
                Instant.now().plusSeconds(site.faults.retryAfterSeconds()).truncatedTo(ChronoUnit.SECONDS);
        response.putHeader("X-RateLimit-Limit", Integer.toString(BURST_LIMIT));
        response.putHeader("X-RateLimit-Remaining", limited ? "0" : Integer.toString(BURST_LIMIT - 1));
        response.putHeader("X-RateLimit-Reset", reset.toString());
        if (failure.equals(Optional.of(Failure.TOO_MANY_REQUESTS_WITHOUT_RETRY_AFTER))) {
            response.putHeader("X-Failure-Category", "FAILURE_CLIENT_RATE_LIMITED");
        } else if (limited || response.getStatusCode() == 503) {
            response.putHeader("Retry-After", Integer.toString(site.faults.retryAfterSeconds()));
            response.putHeader("RateLimit-Reason", "jira-burst-based");
        }
    }

    /** Its limits are off until an administrator sets them; then it has headers of its own, and no name for the limit. */
    private void headersOfDataCenter(HttpServerResponse response, Call call, Optional<Failure> failure) {
        if (call.caller() == Caller.MEMBER) {
            response.putHeader("X-Seraph-LoginReason", "OK");
            response.putHeader("X-AUSERNAME", site.user(1).name());
        }
        response.putHeader("X-AREQUESTID", UUID.randomUUID().toString());
        if (response.getStatusCode() == 429) {
            response.putHeader("X-RateLimit-Limit", "10").putHeader("X-RateLimit-Remaining", "0");
            response.putHeader("X-RateLimit-Interval-Seconds", "1").putHeader("X-RateLimit-FillRate", "10");
            if (!failure.equals(Optional.of(Failure.TOO_MANY_REQUESTS_WITHOUT_RETRY_AFTER))) {
                response.putHeader("Retry-After", Integer.toString(site.faults.retryAfterSeconds()));
            }
        }
    }
}

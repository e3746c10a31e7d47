package io.zenem.jira.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.jwt.build.Jwt;
import io.zenem.jira.contract.AnswerCheck;
import org.eclipse.microprofile.config.ConfigProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** The service as its users see it: over HTTP, with a token. Every answer is checked against the OpenAPI document. */
public final class Service {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<Set<String>, String> TOKENS = new ConcurrentHashMap<>();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Service() {}

    /** An answer's status and JSON. */
    public record Answer(int status, JsonNode json, HttpResponse<String> http) {
        /** The answer itself, if it has this status. */
        public Answer is(int expected) {
            assertThat(status).as(json.toString()).isEqualTo(expected);
            return this;
        }

        /** Fails unless the request was refused with this status and code; that the rest has the error shape, AnswerCheck knows. */
        public Answer refused(int expected, String code) {
            assertThat(is(expected).json.path("error").asText())
                    .as(json.toString())
                    .isEqualTo(code);
            return this;
        }

        /** Fails unless exactly these fields were named as wrong. */
        public void names(String... fields) {
            refused(400, "VALIDATION_ERROR");
            assertThat(json.path("fieldErrors").properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactlyInAnyOrder(fields);
        }
    }

    public static String url() {
        return "http://localhost:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", String.class);
    }

    /** A token of an hour; signed once, because signing takes longer than most answers. */
    public static String token(String... groups) {
        return TOKENS.computeIfAbsent(Set.of(groups), roles -> Jwt.issuer("zenem-test")
                .audience("zenem-test")
                .upn("test")
                .groups(roles)
                .expiresIn(Duration.ofHours(1))
                .sign());
    }

    public static Answer get(String path) {
        return call("GET", path, null, token("connector-admin"));
    }

    public static Answer post(String path, String json) {
        return call("POST", path, json, token("connector-admin"));
    }

    public static Answer put(String path, String json) {
        return call("PUT", path, json, token("connector-admin"));
    }

    public static Answer delete(String path) {
        return call("DELETE", path, null, token("connector-admin"));
    }

    public static Answer call(String method, String path, String json, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(60));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        return send(request.method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build());
    }

    public static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            AnswerCheck.check(url(), request, answer);
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

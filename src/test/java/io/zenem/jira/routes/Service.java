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
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.jwt.build.Jwt;
import io.zenem.jira.contract.AnswerCheck;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service as its users see it: over HTTP, with a token. Every answer is checked against the OpenAPI document. */
public final class Service {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Service() {}

    /** An answer's status and JSON. */
    public record Answer(int status, JsonNode json, HttpResponse<String> http) {}

    public static String url() {
        return "http://localhost:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", String.class);
    }

    public static String token(String... groups) {
        return Jwt.issuer("zenem-test")
                .upn("test")
                .groups(Set.of(groups))
                .expiresIn(Duration.ofHours(1))
                .sign();
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

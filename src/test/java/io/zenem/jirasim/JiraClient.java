package io.zenem.jirasim;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Speaks plain HTTP to a demo site. */
record JiraClient(DemoServer server, Optional<String> credentials) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static JiraClient member(DemoServer server) {
        return new JiraClient(server, Optional.of("admin@demo.example:demo-token"));
    }

    HttpResponse<String> send(String method, String path, Optional<JsonNode> body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.baseUrl() + path));
        credentials.map(JiraClient::authorization).ifPresent(header -> request.header("Authorization", header));
        request.header("Content-Type", "application/json");
        request.method(
                method,
                body.map(json -> HttpRequest.BodyPublishers.ofString(json.toString()))
                        .orElseGet(HttpRequest.BodyPublishers::noBody));
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Data Center takes a token, Cloud an address and a token. */
    private static String authorization(String credentials) {
        return credentials.contains(":")
                ? "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))
                : "Bearer " + credentials;
    }

    HttpResponse<String> get(String path) throws IOException {
        return send("GET", path, Optional.empty());
    }

    HttpResponse<String> post(String path, String body) throws IOException {
        return send("POST", path, Optional.of(json(body)));
    }

    JsonNode read(String path) throws IOException {
        return json(get(path).body());
    }

    HttpResponse<String> search(String jql) throws IOException {
        return send("POST", "/rest/api/3/search/jql", Optional.of(query(jql)));
    }

    static ObjectNode query(String jql) {
        ObjectNode query = Json.object().put("jql", jql).put("maxResults", 5000);
        query.putArray("fields").add("key");
        return query;
    }

    /** The keys that a query finds, in order. */
    List<String> keys(String jql) throws IOException {
        HttpResponse<String> answer = search(jql);
        if (answer.statusCode() != 200) {
            throw new AssertionError(jql + ": " + answer.body());
        }
        return all(json(answer.body()).path("issues"), "key");
    }

    static List<String> all(JsonNode list, String property) {
        return new ArrayList<>(StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.path(property).asText())
                .toList());
    }

    static String message(HttpResponse<String> answer) throws IOException {
        return json(answer.body()).path("errorMessages").path(0).asText();
    }

    static JsonNode json(String text) throws IOException {
        return Json.MAPPER.readTree(text);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package io.zenem.jira.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.routes.Service;

/** An operation of the admin API as the document has it, to be called for one connector. */
public record Operation(String method, String template, String connectorId) {
    private static final JsonMapper JSON = new JsonMapper();

    /** All that are below /admin and have their routes. */
    public static List<Operation> all(String connectorId) {
        return document().operations().stream()
                .filter(operation -> !ApiDocument.NOT_MERGED_YET.contains(operation))
                .map(operation -> operation.split(" ", 2))
                .filter(parts -> parts[1].startsWith("/admin/"))
                .map(parts -> new Operation(parts[0], parts[1], connectorId))
                .toList();
    }

    private static ApiDocument document() {
        return ApiDocument.servedAt(Service.url());
    }

    public Operation at(String otherConnector) {
        return new Operation(method, template, otherConnector);
    }

    public String path() {
        return template.replace("{id}", connectorId)
                .replace("{versionId}", "map_v1")
                .replace("{jobId}", "backfill_001")
                .replace("{deliveryId}", "1")
                .replace("{fieldId}", "status")
                .replace("{sprintId}", "1");
    }

    Set<String> parameters() {
        return names(parameter -> true);
    }

    Set<String> queryParameters() {
        return names(parameter -> parameter.path("in").asText().equals("query"));
    }

    private Set<String> names(Predicate<JsonNode> which) {
        return document().parameters(method, template).stream()
                .filter(which)
                .map(parameter -> parameter.path("name").asText())
                .collect(Collectors.toSet());
    }

    /** The description of the JSON body. */
    public Optional<JsonNode> body() {
        return Optional.of(document().operation(method, template).at("/requestBody/content/application~1json"))
                .filter(JsonNode::isObject);
    }

    /** The first example of the body, or an empty object. */
    public ObjectNode example() {
        JsonNode example = body().map(
                        content -> content.path("examples").elements().next().path("value"))
                .orElse(JSON.createObjectNode());
        ObjectNode copy = example.deepCopy();
        if (copy.has("baseUrl")) {
            copy.put("baseUrl", "http://127.0.0.1:1");
        }
        return copy;
    }

    List<String> required() {
        return schema().path("required").valueStream().map(JsonNode::asText).toList();
    }

    private JsonNode schema() {
        return document().resolved(body().orElseThrow().path("schema"));
    }

    /** The example with one wrong value each, and the path of the field that is wrong. */
    Map<ObjectNode, String> wrong(List<String> values) {
        Map<ObjectNode, String> wrong = new LinkedHashMap<>();
        wrong(schema(), "", values, wrong);
        return wrong;
    }

    private void wrong(JsonNode schema, String prefix, List<String> values, Map<ObjectNode, String> wrong) {
        schema.path("properties").properties().forEach(property -> {
            String field = prefix + property.getKey();
            for (String value : values) {
                if (!document().violations(property.getValue(), parse(value)).isEmpty()) {
                    wrong.put(with(field, parse(value)), field);
                }
            }
            JsonNode example = example().at("/" + field.replace('.', '/'));
            if (example.isObject()) {
                alternatives(property.getValue()).stream()
                        .filter(one -> document().violations(one, example).isEmpty())
                        .forEach(one -> wrong(one, field + ".", values, wrong));
            }
        });
    }

    /** A schema, or those of which one has to fit. */
    private static List<JsonNode> alternatives(JsonNode schema) {
        JsonNode resolved = document().resolved(schema);
        List<JsonNode> alternatives = new ArrayList<>();
        resolved.path("anyOf").forEach(one -> alternatives.addAll(alternatives(one)));
        resolved.path("oneOf").forEach(one -> alternatives.addAll(alternatives(one)));
        return alternatives.isEmpty() ? List.of(resolved) : alternatives;
    }

    private ObjectNode with(String field, JsonNode value) {
        ObjectNode body = example();
        int dot = field.lastIndexOf('.');
        JsonNode parent = dot < 0 ? body : body.at("/" + field.substring(0, dot).replace('.', '/'));
        ((ObjectNode) parent).set(field.substring(dot + 1), value);
        return body;
    }

    /** The example, sent with this token. */
    public Service.Answer call(String token) {
        return Service.call(method, path(), body().isPresent() ? example().toString() : null, token);
    }

    Service.Answer get(String query) {
        return Service.get(path() + "?" + query);
    }

    /** The example's request with this query. */
    Service.Answer ask(String query) {
        return Service.call(
                method,
                path() + "?" + query,
                body().isPresent() ? example().toString() : null,
                Service.token("connector-admin"));
    }

    Service.Answer send(ObjectNode body) {
        return send(body.toString(), "application/json");
    }

    public Service.Answer send(String body, String contentType) {
        return Service.send(HttpRequest.newBuilder(URI.create(Service.url() + path()))
                .header("Authorization", "Bearer " + Service.token("connector-admin"))
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    @Override
    public String toString() {
        return method + " " + template;
    }
}

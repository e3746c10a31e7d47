package io.zenem.jira.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;

/**
 * The OpenAPI document as it is served. Its answers leave room for properties to come; here they do not, so that a test fails
 * when an answer has one that the document does not name.
 */
public final class ApiDocument {
    /** Written ahead of their routes. Whoever brings the route takes its line out. */
    public static final Set<String> NOT_MERGED_YET = Set.of();

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch", "head", "options");
    private static final Set<String> DATA = Set.of("example", "examples", "default", "enum", "const");

    private static Optional<ApiDocument> served = Optional.empty();

    private final JsonNode root;
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

    private ApiDocument(JsonNode root) {
        close(root);
        this.root = root;
    }

    /** The document of the service at this address; read once. */
    public static synchronized ApiDocument servedAt(String url) {
        if (served.isEmpty()) {
            served = Optional.of(new ApiDocument(read(url + "/q/openapi?format=json")));
        }
        return served.get();
    }

    private static JsonNode read(String url) {
        try {
            String text = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body();
            return JSON.readTree(text);
        } catch (IOException unreadable) {
            throw new IllegalStateException("no document at " + url, unreadable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The whole document. */
    public JsonNode root() {
        return root;
    }

    /** Every operation as {@code GET /admin/connectors/{id}}. */
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        root.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .map(Map.Entry::getKey)
                .filter(METHODS::contains)
                .forEach(method -> operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** The path of the document that a request's path is one of; words go before parameters. */
    public Optional<String> template(String path) {
        return root.path("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(template -> matches(template.split("/", -1), path.split("/", -1)))
                .min(Comparator.comparing(
                        template -> template.chars().filter(c -> c == '{').count()));
    }

    private static boolean matches(String[] template, String[] path) {
        boolean same = template.length == path.length;
        for (int i = 0; same && i < template.length; i++) {
            same = template[i].startsWith("{") || template[i].equals(path[i]);
        }
        return same;
    }

    /** An operation of {@link #operations()}, or a missing node. */
    public JsonNode operation(String method, String template) {
        return root.path("paths").path(template).path(method.toLowerCase(java.util.Locale.ROOT));
    }

    /** The parameters of an operation, those of its path included. */
    public List<JsonNode> parameters(String method, String template) {
        return Stream.of(root.path("paths").path(template), operation(method, template))
                .flatMap(node -> node.path("parameters").valueStream())
                .map(this::resolved)
                .toList();
    }

    /** The node itself, or the one that it refers to. */
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** What of a value is not as its schema says; each with its place in the value. */
    public List<String> violations(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", root.path("components"));
        return SCHEMAS.getSchema(whole);
    }

    /** An object that names its properties has no others. What only adds a condition to another schema has no type. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("type").toString().contains("\"object\"")
                && object.has("properties")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        List<JsonNode> children = new ArrayList<>();
        if (node.isObject()) {
            node.properties().stream()
                    .filter(entry -> !DATA.contains(entry.getKey())
                            || entry.getValue().has("type")
                            || entry.getValue().has("$ref"))
                    .forEach(entry -> children.add(entry.getValue()));
        } else {
            node.forEach(children::add);
        }
        children.forEach(ApiDocument::close);
    }
}

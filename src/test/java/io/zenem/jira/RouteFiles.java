package io.zenem.jira;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The routes as they are written, read without Camel, which is silent about much of what can be wrong in them.
 *
 * @param leaves every value of every file
 */
record RouteFiles(List<Entry> entries, List<Leaf> leaves) {
    static final Path RESOURCES = Path.of("src", "main", "resources");
    static final Path FOLDER = RESOURCES.resolve("routes");

    private static final JsonMapper JSON = new JsonMapper();

    static RouteFiles read() {
        return read(FOLDER);
    }

    static RouteFiles read(Path folder) {
        List<Entry> entries = new ArrayList<>();
        List<Leaf> leaves = new ArrayList<>();
        for (Path file : files(folder, ".camel.yaml")) {
            for (JsonNode entry : parse(file)) {
                entry.properties().forEach(kind -> {
                    Entry read = new Entry(file.getFileName().toString(), kind.getKey(), kind.getValue());
                    entries.add(read);
                    collect(read, "", kind.getValue(), leaves);
                });
            }
        }
        return new RouteFiles(List.copyOf(entries), List.copyOf(leaves));
    }

    /** All files below a folder, in the order of their names. */
    static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Stream<Entry> routes() {
        return entries.stream().filter(entry -> entry.kind().equals("route"));
    }

    /** Where routes lead to, of all files: {@code direct:} and {@code sql:} addresses, in order. */
    Stream<Leaf> targets() {
        return leaves.stream().filter(Leaf::isTarget);
    }

    /** The objects of all files that name a bean and one of its methods. */
    Stream<JsonNode> nodesWith(String field, String other) {
        return entries.stream()
                .flatMap(entry -> entry.node().findParents(field).stream())
                .filter(node -> node.has(other));
    }

    private static JsonNode parse(Path file) {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text(file)));
    }

    private static void collect(Entry entry, String path, JsonNode node, List<Leaf> leaves) {
        if (node.isObject()) {
            node.properties().forEach(field -> collect(entry, path + "/" + field.getKey(), field.getValue(), leaves));
        } else if (node.isArray()) {
            node.forEach(element -> collect(entry, path, element, leaves));
        } else {
            leaves.add(new Leaf(entry, path, node.asText()));
        }
    }

    /** A route, a rest or a routeConfiguration. */
    record Entry(String file, String kind, JsonNode node) {
        String text(String field) {
            return node.path(field).asText();
        }

        String id() {
            return text("id");
        }

        String from() {
            return node.at("/from/uri").asText();
        }

        String where() {
            return file + ": " + id();
        }
    }

    /** @param path of keys, without the places in lists */
    record Leaf(Entry entry, String path, String value) {
        String key() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        boolean isFrom() {
            return path.equals("/from/uri");
        }

        boolean isTarget() {
            return (key().equals("uri") && !isFrom()) || key().equals("to");
        }

        boolean isCondition() {
            return path.matches(".*/(when|onWhen|filter|loop|validate)/simple(/expression)?");
        }

        String where() {
            return entry.where() + path + ": " + value;
        }
    }
}

package io.zenem.jira.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The parameters that stand in a path: connector, mapping version, job, delivery and sprint, each behind the segment that announces it, and
 * {@code last}, its last segment.
 */
public final class RequestPath {
    private static final Map<String, String> ANNOUNCED = Map.of(
            "connectors",
            "id",
            "jira",
            "id",
            "mappings",
            "versionId",
            "jobs",
            "jobId",
            "deliveries",
            "deliveryId",
            "fields",
            "fieldId",
            "sprints",
            "sprintId");

    private RequestPath() {}

    /** The connector that a path names; empty text where it names none. */
    public static String connectorId(String path) {
        return parameters(path).getOrDefault("id", "");
    }

    public static Map<String, String> parameters(String path) {
        Map<String, String> parameters = new HashMap<>();
        if (path == null) {
            return parameters;
        }
        // a slash at the end names nothing
        String[] segments = path.split("[?#]", 2)[0].replaceFirst("/+$", "").split("/", -1);
        parameters.put("last", decode(segments[segments.length - 1]));
        for (int i = 0; i + 1 < segments.length; i++) {
            String name = ANNOUNCED.get(segments[i]);
            if (name != null && !segments[i + 1].isEmpty() && !parameters.containsKey(name)) {
                parameters.put(name, decode(segments[i + 1]));
                i++;
            }
        }
        return parameters;
    }

    /** Percent-decoded; U+0000, which PostgreSQL refuses, becomes a character that no name of ours has. */
    public static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}

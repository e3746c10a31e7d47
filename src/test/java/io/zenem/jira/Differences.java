package io.zenem.jira;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/** What differs between Jira and the copy, field by field. */
public final class Differences {
    private Differences() {}

    /** One line for each field that differs, with Jira's value on the left; none where the copy is exact. */
    public static List<String> between(Map<String, JsonNode> truth, Map<String, JsonNode> copy) {
        Set<String> ids = new TreeSet<>(truth.keySet());
        ids.addAll(copy.keySet());
        List<String> differences = new ArrayList<>();
        for (String id : ids) {
            JsonNode left = truth.getOrDefault(id, NullNode.instance);
            JsonNode right = copy.getOrDefault(id, NullNode.instance);
            if (left.isNull() || right.isNull()) {
                differences.add(id + ": " + left + " | " + right);
            } else {
                differences.addAll(fields(id, left, right));
            }
        }
        return differences;
    }

    private static List<String> fields(String id, JsonNode left, JsonNode right) {
        Set<String> names = new TreeSet<>();
        left.fieldNames().forEachRemaining(names::add);
        right.fieldNames().forEachRemaining(names::add);
        return names.stream()
                .filter(name -> !left.path(name).equals(right.path(name)))
                .map(name -> id + " " + left.path("jiraKey").asText() + "." + name + ": " + left.path(name) + " | "
                        + right.path(name))
                .toList();
    }
}

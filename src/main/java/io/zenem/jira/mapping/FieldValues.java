package io.zenem.jira.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraField;

/**
 * The distinct values that a sample of issues has in one field, as an enumMap meets them.
 *
 * @param sampledIssues how many issues were looked at
 * @param usedIn how many of them have the field
 * @param listed whether the values that Jira lists for the field are among them, even those that no issue of the sample has
 * @param values the most frequent first
 * @param omitted how many further values there are
 */
public record FieldValues(
        String fieldId, String name, int sampledIssues, int usedIn, boolean listed, List<Value> values, int omitted) {
    private static final int MOST = 200;

    /** Nothing at Jira has a longer name; what is longer is a text, and no key of an enumMap. */
    private static final int LONGEST = 255;

    /**
     * One value.
     *
     * @param id Jira's, by which it is known whatever it is called; null for one that has none
     * @param issues how many of the sample have it
     */
    public record Value(String value, String id, int issues) {}

    /**
     * Counts the values in these issues.
     *
     * @param list all values of Jira's, empty where it lists none for this field
     */
    public static FieldValues of(JiraField field, Collection<JsonNode> issues, SiteContext site, List<JsonNode> list) {
        FieldText reader = FieldText.of(field);
        Map<String, Value> found = new LinkedHashMap<>();
        int usage = 0;
        for (JsonNode issue : issues) {
            JsonNode value = IssueMapper.value(issue, field.id());
            usage += reader.used(value) ? 1 : 0;
            Set<String> counted = new HashSet<>();
            for (FieldText.Read read : reader.read(value)) {
                count(value(field, site, read), counted, found);
            }
        }
        list.forEach(one -> reader.read(one).stream()
                .map(read -> value(field, site, read))
                .forEach(value -> found.putIfAbsent(key(value), value)));
        List<Value> all = new ArrayList<>(found.values());
        all.sort(Comparator.comparing(Value::issues).reversed());
        return new FieldValues(
                field.id(),
                field.name(),
                issues.size(),
                usage,
                !list.isEmpty(),
                all.stream().limit(MOST).toList(),
                Math.max(0, all.size() - MOST));
    }

    private static void count(Value value, Set<String> counted, Map<String, Value> found) {
        if (counted.add(key(value))) {
            found.merge(
                    key(value),
                    new Value(value.value(), value.id(), 1),
                    (known, one) -> new Value(known.value(), known.id(), known.issues() + 1));
        }
    }

    private static Value value(JiraField field, SiteContext site, FieldText.Read read) {
        String text = read.text().length() <= LONGEST ? read.text() : SampleText.line(read.text());
        return new Value(
                text,
                TargetValue.reference(field.id(), site, read.value())
                        .map(reference -> reference.substring(reference.indexOf(':') + 1))
                        .orElse(null),
                0);
    }

    private static String key(Value value) {
        return value.id() == null ? "text:" + value.value() : "id:" + value.id();
    }
}

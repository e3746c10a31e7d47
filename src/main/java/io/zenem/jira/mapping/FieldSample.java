package io.zenem.jira.mapping;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraField;

/**
 * What a sample of issues says about one field.
 *
 * @param values distinct, the most frequent first; numbers and dates in their own order
 * @param usage issues that have the field
 */
public record FieldSample(List<String> values, int usage) {
    private static final Set<String> ORDERED = Set.of("date", "datetime");
    /** Digits only: an exponent in a text (1e999999999) would be a gigabyte of zeros. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    /** Looks at a field in all issues and keeps at most {@code count} values. Never throws, whatever the JSON. */
    public static FieldSample of(JiraField field, Collection<JsonNode> issues, int count) {
        FieldText reader = FieldText.of(field);
        Map<String, Integer> seen = new LinkedHashMap<>();
        int usage = 0;
        for (JsonNode issue : issues) {
            JsonNode value = IssueMapper.value(issue, field.id());
            if (reader.used(value)) {
                usage++;
                SampleText.of(reader, value).forEach(text -> seen.merge(text, 1, Integer::sum));
            }
        }
        List<String> frequent = seen.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(count)
                .map(Map.Entry::getKey)
                .toList();
        return new FieldSample(ordered(frequent, reader.kind()), usage);
    }

    private static List<String> ordered(List<String> values, String kind) {
        if (kind.equals("number")
                && values.stream().allMatch(text -> NUMBER.matcher(text).matches())) {
            return values.stream().sorted(Comparator.comparing(BigDecimal::new)).toList();
        }
        return ORDERED.contains(kind) ? values.stream().sorted().toList() : values;
    }
}

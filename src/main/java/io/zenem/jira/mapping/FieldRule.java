package io.zenem.jira.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How one Zenem field is filled.
 *
 * @param fieldId the Jira field, {@code summary} or {@code customfield_10026}
 * @param fallbackFieldIds further fields, asked in this order where those before them have no value
 * @param type as the admin wrote it; decides the type of attributes
 * @param enumMap Jira's value (a name, or an id) to Zenem's value; empty where Jira's own value is taken
 * @param enumRefs by a value's reference, the key of the enumMap that stands for it, as it was resolved: a name may change, and differs from
 *     language to language
 */
public record FieldRule(
        String fieldId,
        List<String> fallbackFieldIds,
        Optional<String> type,
        Map<String, String> enumMap,
        Map<String, String> enumRefs) {
    public FieldRule {
        fallbackFieldIds = List.copyOf(fallbackFieldIds);
        enumMap = Collections.unmodifiableMap(new LinkedHashMap<>(enumMap));
        enumRefs = Collections.unmodifiableMap(new TreeMap<>(enumRefs));
    }

    /** The same with the values that its keys stand for. */
    FieldRule resolved(Map<String, String> references) {
        return new FieldRule(fieldId, fallbackFieldIds, type, enumMap, references);
    }

    /** The keys that stand for no value of a kind yet; all of them for values without a reference, whose kind is an empty text. */
    Set<String> open(String kind) {
        Set<String> open = new LinkedHashSet<>(enumMap.keySet());
        enumRefs.forEach((reference, key) -> {
            if (reference.startsWith(kind + ":")) {
                open.remove(key);
            }
        });
        return open;
    }

    /** All fields that the value may come from, the first with a value counts. */
    public List<String> fieldIds() {
        return Stream.concat(Stream.of(fieldId), fallbackFieldIds.stream()).toList();
    }
}

package io.zenem.jira.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How one Zenem field is filled.
 *
 * @param fieldId the Jira field, {@code summary} or {@code customfield_10026}
 * @param type as the admin wrote it; decides the type of attributes
 * @param enumMap Jira's value (a name, or an id) to Zenem's value; empty where Jira's own value is taken
 */
public record FieldRule(String fieldId, Optional<String> type, Map<String, String> enumMap) {
    public FieldRule {
        enumMap = Collections.unmodifiableMap(new LinkedHashMap<>(enumMap));
    }
}

package io.zenem.jira.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.work.ZenemEntity;

/** Reads a mapping that an admin sent; every error at once, each under the path of its place. */
public final class MappingValidation {
    private static final int MAX_NAME = 100;
    private static final Set<String> PROPERTIES = Set.of("versionName", "projects", "stories");

    private MappingValidation() {}

    /**
     * The mapping, or what is wrong.
     *
     * @param mapping present if and only if there are no errors
     * @param fieldErrors by path, such as {@code stories.storyPoints.fieldId}; of the whole request, {@code mapping}
     */
    public record Parsed(Optional<Mapping> mapping, Map<String, String> fieldErrors) {}

    /** Reads the body of {@code PUT .../mappings} against the fields that the site has. */
    public static Parsed parse(JsonNode request, List<JiraField> siteFields) {
        return parse(request, siteFields, true);
    }

    /** Reads a draft to be tested, which needs no versionName yet. */
    public static Parsed parseDraft(JsonNode request, List<JiraField> siteFields) {
        return parse(request, siteFields, false);
    }

    private static Parsed parse(JsonNode request, List<JiraField> siteFields, boolean named) {
        Map<String, String> errors = new LinkedHashMap<>();
        if (!request.isObject()) {
            errors.put("mapping", "must be an object with versionName, projects and stories");
            return new Parsed(Optional.empty(), errors);
        }
        request.fieldNames().forEachRemaining(property -> {
            if (!PROPERTIES.contains(property)) {
                errors.put(property, "is unknown; a mapping has versionName, projects and stories");
            }
        });
        String name = versionName(request.path("versionName"), named, errors);
        RuleFields fields = new RuleFields(siteFields, errors);
        Map<String, FieldRule> projects =
                new RuleReader(ZenemEntity.PROJECT, fields, errors).read(request.path("projects"));
        Map<String, FieldRule> stories =
                new RuleReader(ZenemEntity.STORY, fields, errors).read(request.path("stories"));
        return new Parsed(
                errors.isEmpty() ? Optional.of(new Mapping(name, projects, stories)) : Optional.empty(), errors);
    }

    private static String versionName(JsonNode json, boolean required, Map<String, String> errors) {
        boolean absent = json.isMissingNode() || json.isNull();
        if (absent && !required) {
            return "draft";
        }
        String name = json.asText("").trim();
        if (absent) {
            errors.put("versionName", "is required");
        } else if (!json.isTextual()) {
            errors.put("versionName", "must be a string");
        } else if (name.isEmpty()) {
            errors.put("versionName", "must not be empty");
        } else if (name.length() > MAX_NAME) {
            errors.put("versionName", "must have at most " + MAX_NAME + " characters");
        } else if (CleanText.unclean(json.textValue())) {
            errors.put("versionName", CleanText.UNCLEAN);
        } else if (RequestFields.deceives(name)) {
            errors.put("versionName", RequestFields.NO_NAME);
        }
        return name;
    }
}

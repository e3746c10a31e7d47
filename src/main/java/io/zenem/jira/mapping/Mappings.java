package io.zenem.jira.mapping;

import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.jira.JiraField;

/** Mapping versions as an admin saves and names them. */
@ApplicationScoped
@Named("mappings")
public class Mappings {
    private static final int MAX_SLUG = 40;

    /**
     * A version ready to be stored.
     *
     * @param slug the version's name as part of its id
     * @param json the mapping
     */
    public record Checked(String slug, String json) {}

    /** The mapping of a request, or every wrong field of it at once. */
    public Checked checked(ApiRequest request, JsonNode siteFields) {
        MappingValidation.Parsed parsed = MappingValidation.parse(request.json(), fields(siteFields));
        Mapping mapping = parsed.mapping().orElseThrow(() -> ApiException.validation(parsed.fieldErrors()));
        return new Checked(slug(mapping.versionName()), mapping.toJson().toString());
    }

    private static List<JiraField> fields(JsonNode siteFields) {
        return StreamSupport.stream(siteFields.spliterator(), false)
                .map(JiraField::of)
                .toList();
    }

    /** The version that the path names. */
    public String versionId(ApiRequest request) {
        return request.parameter("versionId").orElse("");
    }

    /** 404 unless the version was found. */
    public Object mustExist(Object row) {
        if (row == null) {
            throw ApiException.notFound("There is no such mapping version.");
        }
        return row;
    }

    private static String slug(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^-+|-+$", "");
        String cut = slug.substring(0, Math.min(slug.length(), MAX_SLUG));
        return cut.isEmpty() ? "version" : cut;
    }
}

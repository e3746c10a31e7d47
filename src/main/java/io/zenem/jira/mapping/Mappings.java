package io.zenem.jira.mapping;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.jira.JiraField;

/** Mapping versions as an admin saves and names them. */
@ApplicationScoped
@Named("mappings")
public class Mappings {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_SLUG = 40;

    /**
     * A version ready to be stored.
     *
     * @param slug the version's name as part of its id
     * @param json the mapping
     * @param mapping the same, read
     * @param site the fields that it names
     */
    public record Checked(String slug, String json, Mapping mapping, SiteContext site) {}

    /** The mapping of a request, or every wrong field of it at once. */
    public Checked checked(ApiRequest request, JsonNode siteFields) {
        MappingValidation.Parsed parsed = MappingValidation.parse(request.json(), JiraField.all(siteFields));
        Mapping mapping = parsed.mapping().orElseThrow(() -> ApiException.validation(parsed.fieldErrors()));
        return new Checked(
                slug(mapping.versionName()),
                mapping.toJson().toString(),
                mapping,
                SiteContext.of(siteFields, ZoneOffset.UTC, JSON.createArrayNode()));
    }

    /**
     * The version with the ids of what its enumMaps name, which decide from then on.
     *
     * @param lists Jira's values of the {@link #listed} fields
     * @param named the names of others by reference, the answer of {@code sql/mapping/names.sql}
     */
    public Checked resolved(Checked version, JsonNode lists, JsonNode named) {
        Map<String, String> names = JSON.convertValue(named, new TypeReference<>() {});
        Mapping resolved = EnumKeys.resolved(version.mapping(), lists, names, version.site());
        return new Checked(version.slug(), resolved.toJson().toString(), resolved, version.site());
    }

    /** The active version as a job knows it. */
    public Checked active(Mapping mapping, SiteContext site) {
        return new Checked(slug(mapping.versionName()), mapping.toJson().toString(), mapping, site);
    }

    /** Whether a key of the version stands for no value yet that may have an id. */
    public boolean open(Checked version) {
        return EnumKeys.open(version.mapping(), version.site());
    }

    /** The version with the ids of what was seen meanwhile under names that nobody knew when it was saved. */
    public Checked learned(Checked version, JsonNode named) {
        return resolved(version, JSON.createArrayNode(), named);
    }

    /** The fields whose values Jira has to list before the mapping's enumMaps can be judged. */
    public List<String> listed(Mapping mapping) {
        return EnumKeys.fields(mapping);
    }

    /**
     * The answer to a version that was saved, with the keys of its enumMaps that do nothing.
     *
     * @param lists Jira's values of the {@link #listed} fields
     */
    public String saved(Checked version, JsonNode row, JsonNode lists) {
        ObjectNode answer = row.deepCopy();
        answer.set("warnings", JSON.valueToTree(EnumKeys.of(version.mapping(), lists)));
        return answer.toString();
    }

    /** The version that the path names; the request has no fields. */
    public String versionId(ApiRequest request) {
        request.mustBringNothing();
        return request.parameter("versionId").orElse("");
    }

    /** 404 unless the version was found. */
    public Object mustExist(Object row, String versionId) {
        if (row == null) {
            throw ApiException.notFound("There is no mapping version \"" + versionId + "\".");
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

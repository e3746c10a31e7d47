package io.zenem.jira.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.QueryParameters;
import io.zenem.jira.api.RequestFields;

/**
 * Of which issues an admin wants to see something.
 *
 * @param field the one that is asked about; empty text for all
 * @param sampled whether any issues are wanted at all
 * @param projects keys or ids; empty for the scope's
 * @param issueTypes names; empty for the scope's
 * @param size most issues
 * @param shown most values of a field, or rows of a test
 * @param searches most parts that the sample may have, each with a search of its own
 */
public record SampleRequest(
        String field,
        boolean sampled,
        List<String> projects,
        List<String> issueTypes,
        int size,
        int shown,
        int searches) {
    private static final int MAX_NAME = 255;
    private static final int MAX_NAMES = 50;
    private static final int MAX_SIZE = 500;
    private static final int MAX_SHOWN = 20;
    private static final int MAX_ROWS = 100;

    /**
     * The query of GET /fields; 400 for what it cannot be.
     *
     * @param requests that its answer may take: Jira's list of fields and the search for rare fields are among them
     */
    static SampleRequest ofQuery(ApiRequest request, int size, int requests) {
        QueryParameters query = request.query();
        boolean sampled = query.flag("includeSamples");
        return of(query, "", sampled, size, query.integer("sampleCount", 5, 1, MAX_SHOWN), requests - 2);
    }

    /**
     * The query of GET /fields/{fieldId}/values; 400 for what it cannot be.
     *
     * @param requests that its answer may take: as {@link #ofQuery}, and Jira's list of values
     */
    static SampleRequest ofValues(ApiRequest request, int size, int requests) {
        String field = request.parameter("fieldId").orElse("");
        return of(request.query(), field, true, size, MAX_SHOWN, requests - 3);
    }

    /** Where names have to be checked, Jira's list of types takes one more request. */
    private static SampleRequest of(
            QueryParameters query, String field, boolean sampled, int size, int shown, int requests) {
        List<String> projects = listed(query, "projects");
        List<String> types = listed(query, "issueTypes");
        query.check();
        int searches = projects.isEmpty() && types.isEmpty() ? requests : requests - 1;
        return new SampleRequest(field, sampled, projects, types, size, shown, searches);
    }

    /** The body of POST /mappings/test, its mapping aside. */
    static SampleRequest ofBody(RequestFields fields, int searches) {
        return new SampleRequest(
                "",
                true,
                listed(fields, "projects"),
                listed(fields, "issueTypes"),
                fields.integer("sampleSize", 1, MAX_SIZE).orElse(50),
                fields.integer("samples", 0, MAX_ROWS).orElse(10),
                searches);
    }

    /** Whether there are names of projects or types that Jira may not know. */
    public boolean names() {
        return !projects.isEmpty() || !issueTypes.isEmpty();
    }

    private static List<String> listed(QueryParameters query, String parameter) {
        List<String> names =
                Optional.of(query.text(parameter, Integer.MAX_VALUE)).filter(text -> !text.isEmpty()).stream()
                        .flatMap(text -> Arrays.stream(text.split(",", -1)))
                        .map(String::strip)
                        .distinct()
                        .toList();
        if (names.size() > MAX_NAMES || names.stream().anyMatch(name -> name.isEmpty() || name.length() > MAX_NAME)) {
            query.error(
                    parameter,
                    "must be at most " + MAX_NAMES + " names of 1 to " + MAX_NAME + " characters, with commas between");
        }
        return names;
    }

    private static List<String> listed(RequestFields fields, String field) {
        return fields.texts(field, MAX_NAME, MAX_NAMES).orElse(List.of());
    }
}

package io.zenem.jira.sample;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.mapping.Mapping;

/**
 * Which two mappings an admin wants to compare.
 *
 * @param trial the sample, and the draft that the first is compared with
 * @param from a version's id
 * @param to another's; absent where there is a draft
 */
public record DiffRequest(TrialRequest trial, String from, Optional<String> to) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 255;

    /** Reads the body of POST /mappings/diff; what is wrong is told by {@link #checked}, together with what Jira does not know. */
    static DiffRequest of(ApiRequest request, int searches) {
        RequestFields fields = request.fields();
        String from = fields.requiredText("from", LONGEST);
        Optional<String> to = fields.text("to", LONGEST);
        boolean version = fields.raw("to").isPresent();
        boolean draft = fields.raw("mapping").isPresent();
        if (version && draft) {
            fields.error("mapping", "cannot be combined with to");
        } else if (!version && !draft) {
            fields.error("to", "is required, or in its place a draft in mapping");
        }
        return new DiffRequest(TrialRequest.read(fields, searches), from, to);
    }

    public SampleRequest sample() {
        return trial.sample();
    }

    /** The versions that have to be there, as a JSON array. */
    public String versions() {
        return JSON.valueToTree(Stream.concat(Stream.of(from), to.stream()).toList())
                .toString();
    }

    /**
     * The two mappings; 400 with every wrong field.
     *
     * @param found the versions that there are, by id
     */
    MappingPair checked(SamplePlan plan, JsonNode found) {
        Map<String, String> errors = new TreeMap<>(plan.errors());
        errors.putAll(trial.errors());
        Optional<Mapping> before = version("from", from, found, errors);
        Optional<Mapping> after = to.isPresent()
                ? version("to", to.get(), found, errors)
                : trial.draft().flatMap(draft -> TrialRequest.mapping(draft, plan.fields(), errors));
        if (!errors.isEmpty()) {
            throw ApiException.validation(errors);
        }
        return new MappingPair(before.orElseThrow(), after.orElseThrow());
    }

    private static Optional<Mapping> version(String field, String id, JsonNode found, Map<String, String> errors) {
        if (!found.has(id)) {
            errors.putIfAbsent(
                    field, "there is no mapping version of this id; GET mappings lists those that there are");
        }
        return Optional.ofNullable(found.get(id)).map(Mapping::of);
    }

    /** Two mappings, the first that there is and the second that might be. */
    public record MappingPair(Mapping before, Mapping after) {
        /** All fields that either of them reads. */
        List<String> fieldIds() {
            return Stream.of(before, after)
                    .flatMap(mapping -> mapping.fieldIds().stream())
                    .distinct()
                    .toList();
        }
    }
}

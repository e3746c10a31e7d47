package io.zenem.jira.sample;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.mapping.Mapping;
import io.zenem.jira.mapping.MappingValidation;

/**
 * What an admin wants to try.
 *
 * @param draft a mapping that is not saved; absent for the active one
 * @param errors what can be told without Jira, by field; told together with what Jira says of the others
 */
public record TrialRequest(SampleRequest sample, Optional<JsonNode> draft, Map<String, String> errors) {

    /** Reads the body of POST /mappings/test; where nothing of it is left to ask Jira about, 400 with every wrong field. */
    static TrialRequest of(ApiRequest request, int searches) {
        RequestFields fields = request.optionalFields();
        TrialRequest trial = read(fields, searches);
        if (!trial.sample().names() && trial.draft().isEmpty()) {
            fields.check();
        }
        return trial;
    }

    /** Reads a sample and a draft. */
    static TrialRequest read(RequestFields fields, int searches) {
        SampleRequest sample = SampleRequest.ofBody(fields, searches);
        Optional<JsonNode> draft = fields.raw("mapping");
        if (draft.isPresent() && !draft.get().isObject()) {
            fields.error("mapping", "must be an object with projects and stories");
        }
        return new TrialRequest(sample, draft.filter(JsonNode::isObject), fields.errors());
    }

    /** The draft, or the active mapping; 400 with all that Jira does not know, 409 where there is nothing to try. */
    Mapping checked(SamplePlan plan, SampleContext context) {
        Map<String, String> errors = new TreeMap<>(plan.errors());
        errors.putAll(this.errors);
        Optional<Mapping> mapping = draft.isPresent() ? mapping(draft.get(), plan.fields(), errors) : context.mapping();
        if (!errors.isEmpty()) {
            throw ApiException.validation(errors);
        }
        return mapping.orElseThrow(() -> ApiException.conflict(
                "The connector has no active mapping yet: save one (PUT …/mappings), or send a draft in \"mapping\"."));
    }

    /** The draft; what is wrong with it is added to the errors. */
    static Optional<Mapping> mapping(JsonNode draft, JsonNode siteFields, Map<String, String> errors) {
        MappingValidation.Parsed parsed = MappingValidation.parseDraft(draft, JiraField.all(siteFields));
        parsed.fieldErrors().forEach((field, error) -> errors.put("mapping." + field, error));
        return parsed.mapping();
    }
}

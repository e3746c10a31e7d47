package io.zenem.jira.sample;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.mapping.EnumKeys;
import io.zenem.jira.mapping.FieldValues;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks at one field in some of the site's issues, to show which values it really has. */
@ApplicationScoped
@Named("valueSamples")
public class ValueSamples {
    private final int issues;
    private final int requests;

    ValueSamples(
            @ConfigProperty(name = "connector.sample.value-issues") int issues,
            @ConfigProperty(name = "connector.sample.value-requests") int requests) {
        this.issues = issues;
        this.requests = requests;
    }

    public SampleRequest sample(ApiRequest request) {
        return SampleRequest.ofValues(request, issues, requests);
    }

    /** The plan of the sample's one field; 404 where Jira has none of this id. */
    public SamplePlan one(SamplePlan plan) {
        SampleRequest sample = plan.sample();
        JsonNode field = plan.fields()
                .valueStream()
                .filter(one -> one.path("id").asText().equals(sample.field()))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("Jira has no field \"" + sample.field()
                        + "\", or hides it from this account; GET fields lists those that there are."));
        return plan.of(field);
    }

    /** The field of the sample where Jira lists its values. */
    public List<String> listed(SampleRequest sample) {
        return EnumKeys.listed(sample.field()) ? List.of(sample.field()) : List.of();
    }

    /**
     * The values that the issues have in the one field.
     *
     * @param lists Jira's values of the {@link #listed} field; what belongs to another project alone is left out
     */
    public FieldValues values(
            SamplePlan plan, SampleContext context, SampleWalk walk, RareFields rare, JsonNode lists) {
        Set<String> projects = plan.projects().stream()
                .map(project -> project.path("id").asText())
                .collect(Collectors.toSet());
        return FieldValues.of(
                JiraField.of(plan.fields().path(0)),
                rare.samples(walk.issues()).apply(plan.sample().field()),
                context.site(plan.fields()),
                lists.path(0)
                        .valueStream()
                        .filter(value -> value.at("/scope/project/id").isMissingNode()
                                || projects.contains(
                                        value.at("/scope/project/id").asText()))
                        .toList());
    }
}

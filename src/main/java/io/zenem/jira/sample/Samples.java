package io.zenem.jira.sample;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.mapping.EnumKeys;
import io.zenem.jira.mapping.FieldList;
import io.zenem.jira.mapping.Mapping;
import org.apache.commons.codec.digest.DigestUtils;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks at some of the site's issues, to show what its fields hold, what a mapping makes of them, and what another one would. */
@ApplicationScoped
@Named("samples")
public class Samples {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> ALL_FIELDS = List.of("*all");

    private final JiraRequests requests;
    private final int fieldIssues;
    private final int fieldRequests;
    private final int rareFields;
    private final int searches;

    Samples(
            JiraRequests requests,
            @ConfigProperty(name = "connector.sample.field-issues") int fieldIssues,
            @ConfigProperty(name = "connector.sample.field-requests") int fieldRequests,
            @ConfigProperty(name = "connector.sample.rare-fields") int rareFields,
            @ConfigProperty(name = "connector.sample.searches") int searches) {
        this.requests = requests;
        this.fieldIssues = fieldIssues;
        this.fieldRequests = fieldRequests;
        this.rareFields = rareFields;
        this.searches = searches;
    }

    public SampleRequest sample(ApiRequest request) {
        return SampleRequest.ofQuery(request, fieldIssues, fieldRequests);
    }

    public TrialRequest trial(ApiRequest request) {
        return TrialRequest.of(request, searches);
    }

    public SampleContext context(JsonNode row) {
        return SampleContext.of(row);
    }

    /** Under which a list of fields is remembered: changes with the sample and with every save of the scope. */
    public String key(SampleRequest sample, SampleContext context) {
        return DigestUtils.sha256Hex(JSON.valueToTree(List.of(
                        context.stamp(),
                        sample.sampled(),
                        sample.projects(),
                        sample.issueTypes(),
                        sample.shown(),
                        sample.size()))
                .toString());
    }

    /** The projects of the sample that Jira has to be asked for. */
    public List<String> unseen(SampleRequest sample, SampleContext context) {
        return SamplePlan.unseen(sample, context);
    }

    /** The site's fields, and where names of types have to be checked, its types. */
    public List<JiraRequest> lists(SampleRequest sample) {
        return sample.names() ? List.of(requests.fields(), requests.issueTypes()) : List.of(requests.fields());
    }

    /** What to look at, by Jira's answers to {@link #lists}. */
    public SamplePlan plan(SampleRequest sample, SampleContext context, JsonNode projects, JsonNode lists) {
        return SamplePlan.of(sample, context, projects, lists.path(1), lists.path(0));
    }

    /** The walk for a list of fields, or for the one of the sample; 400 naming what Jira does not know. */
    public SampleWalk fieldWalk(SamplePlan plan) {
        plan.check();
        SampleRequest sample = plan.sample();
        List<String> fields = sample.field().isEmpty() ? ALL_FIELDS : List.of(sample.field());
        return SampleWalk.of(plan.searches(), fields, sample.size(), sample.searches());
    }

    /** The mapping to be tried; 400 with every wrong field. */
    public Mapping tried(TrialRequest trial, SamplePlan plan, SampleContext context) {
        return trial.checked(plan, context);
    }

    /** The walk for a test: only what the mapping needs is asked for, and what tells a story's epic. */
    public SampleWalk trialWalk(SamplePlan plan, Mapping mapping) {
        Set<String> fields = new LinkedHashSet<>(mapping.fieldIds());
        TrialEpics.fields(plan.fields()).forEach(fields::add);
        return SampleWalk.of(plan.searches(), fields, plan.sample().size());
    }

    /** The site's fields without samples; 400 naming what Jira does not know. */
    public String named(SamplePlan plan) {
        plan.check();
        return FieldList.of(plan.fields(), Optional.empty(), 0).toString();
    }

    /** The fields of which the walk's issues show too few values. */
    public RareFields rare(SamplePlan plan, SampleWalk walk) {
        return RareFields.of(
                plan.fields(), walk.issues().values(), plan.sample().shown(), rareFields);
    }

    /** The one search for issues that have any of these fields. */
    public JiraRequest rareSearch(RareFields rare, SamplePlan plan) {
        return rare.search(plan, requests);
    }

    /** The fields with the answer to {@link #rareSearch}, JSON null where Jira refused it. */
    public RareFields found(RareFields rare, JsonNode answer) {
        return rare.and(answer);
    }

    /** The site's fields with what the issues have in them. */
    public String sampled(SamplePlan plan, SampleWalk walk, RareFields rare) {
        return FieldList.of(
                        plan.fields(),
                        Optional.of(rare.samples(walk.issues())),
                        plan.sample().shown())
                .toString();
    }

    /** The list as it is answered: with the targets that the mapping, as it is now, ties to each field. */
    public String aliased(SampleContext context, JsonNode fields) {
        return FieldList.withAliases(fields, context.mapping()).toString();
    }

    /**
     * What the mapping makes of the walk's issues.
     *
     * @param lists Jira's values of the fields whose enumMaps can be judged by them
     */
    public MappingTrial tested(
            TrialRequest trial,
            SampleContext context,
            Mapping mapping,
            SamplePlan plan,
            SampleWalk walk,
            JsonNode lists) {
        return MappingTrial.of(
                trial.draft().isPresent() ? Optional.empty() : context.versionId(),
                mapping,
                context.site(plan.fields()),
                walk.issues().values(),
                EnumKeys.of(mapping, lists),
                trial.sample().shown());
    }

    public DiffRequest diff(ApiRequest request) {
        return DiffRequest.of(request, searches);
    }

    /** The two mappings to be compared; 400 with every wrong field. */
    public DiffRequest.MappingPair pair(DiffRequest trial, SamplePlan plan, JsonNode versions) {
        return trial.checked(plan, versions);
    }

    /** The walk for a comparison: only what the mappings need is asked for. */
    public SampleWalk diffWalk(SamplePlan plan, DiffRequest.MappingPair pair) {
        return SampleWalk.of(plan.searches(), pair.fieldIds(), plan.sample().size());
    }

    /** What the second mapping would change in the walk's issues. */
    public MappingDiff compared(
            DiffRequest trial, SampleContext context, DiffRequest.MappingPair pair, SamplePlan plan, SampleWalk walk) {
        return MappingDiff.of(
                trial, pair, context.site(plan.fields()), walk.issues().values());
    }
}

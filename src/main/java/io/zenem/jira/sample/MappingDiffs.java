package io.zenem.jira.sample;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.api.ApiRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Compares two mappings by what each makes of some of the site's issues. */
@ApplicationScoped
@Named("mappingDiffs")
public class MappingDiffs {

    private final int searches;

    MappingDiffs(@ConfigProperty(name = "connector.sample.searches") int searches) {
        this.searches = searches;
    }

    public DiffRequest request(ApiRequest request) {
        return DiffRequest.of(request, searches);
    }

    /** The two mappings to be compared; 400 with every wrong field. */
    public DiffRequest.MappingPair pair(DiffRequest trial, SamplePlan plan, JsonNode versions) {
        return trial.checked(plan, versions);
    }

    /** The walk for a comparison: only what the mappings need is asked for. */
    public SampleWalk walk(SamplePlan plan, DiffRequest.MappingPair pair) {
        return SampleWalk.of(plan.searches(), pair.fieldIds(), plan.sample().size());
    }

    /** What the second mapping would change in the walk's issues. */
    public MappingDiff compared(
            DiffRequest trial, SampleContext context, DiffRequest.MappingPair pair, SamplePlan plan, SampleWalk walk) {
        return MappingDiff.of(
                trial, pair, context.site(plan.fields()), walk.issues().values());
    }
}

package io.zenem.jira.sample;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.mapping.IssueMapper;
import io.zenem.jira.mapping.Mapping;
import io.zenem.jira.mapping.SiteContext;
import io.zenem.jira.work.ZenemEntity;

/** Completes the rows of a test with what the sample does not have: the stories' epics, and who people are in Zenem. */
@ApplicationScoped
@Named("trialRows")
public class TrialRows {

    private final JiraRequests requests;

    TrialRows(JiraRequests requests) {
        this.requests = requests;
    }

    public TrialEpics epics(MappingTrial tested, SampleContext context, SamplePlan plan, SampleWalk walk) {
        return TrialEpics.of(
                tested.samples(), context, plan.fields(), walk.issues().values());
    }

    /** One request for all epics that the sample lacks. */
    public JiraRequest request(TrialEpics epics, Mapping mapping) {
        return requests.search(
                epics.jql(), mapping.fieldIds(ZenemEntity.PROJECT), JiraRequests.ISSUES_PER_PAGE, Optional.empty());
    }

    /** The epics with those that Jira answered. */
    public TrialEpics came(TrialEpics epics, JsonNode answer) {
        return epics.and(answer);
    }

    /** The test with the epic beside each story. */
    public MappingTrial joined(
            MappingTrial tested, TrialEpics epics, Mapping mapping, SampleContext context, SamplePlan plan) {
        SiteContext site = context.site(plan.fields());
        return tested.withSamples(tested.samples().stream()
                .map(row -> epics.epic(row.jiraKey())
                        .flatMap(epic -> project(epic, mapping, site))
                        .map(row::withProject)
                        .orElse(row))
                .toList());
    }

    private static Optional<JsonNode> project(JsonNode epic, Mapping mapping, SiteContext site) {
        return IssueMapper.map(epic, mapping, site) instanceof IssueMapper.Mapped mapped
                        && mapped.issue().entity() == ZenemEntity.PROJECT
                ? Optional.of(mapped.issue().fields())
                : Optional.empty();
    }

    /** The account ids of all people in an answer, as a JSON array. */
    public String accounts(WithPeople tested) {
        ArrayNode accounts = JsonNodeFactory.instance.arrayNode();
        tested.people().map(person -> person.path("accountId")).distinct().forEach(accounts::add);
        return accounts.toString();
    }

    /**
     * The answer with people as the copy shows them.
     *
     * @param users the answer of {@code sql/sample/people.sql}
     */
    public WithPeople resolved(WithPeople tested, JsonNode users) {
        tested.people().forEach(person -> {
            JsonNode user = users.path(person.path("accountId").asText());
            if (person.path("displayName").isNull()) {
                person.put("displayName", user.path("displayName").textValue());
            }
            person.put("zenemEmail", user.path("zenemEmail").textValue());
        });
        return tested;
    }
}

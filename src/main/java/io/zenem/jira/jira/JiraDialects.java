package io.zenem.jira.jira;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Questions and answers in the dialect of a connector's site. Everybody else speaks Cloud's. */
@ApplicationScoped
@Named("jiraDialects")
public class JiraDialects {
    /** The request as the site understands it. */
    public JiraRequest asked(Map<String, Object> access, JiraRequest request) {
        return dataCenter(access) ? new DataCenter(request, zone(access)).asked() : request;
    }

    /** The site's answer to a request, as Cloud would give it. */
    public JsonNode answered(Map<String, Object> access, JiraRequest request, JsonNode answer) {
        return dataCenter(access) ? new DataCenter(request, zone(access)).answered(answer) : answer;
    }

    /** Whether a list of projects tells their issue types: Data Center's does not. */
    public boolean listsProjects(Map<String, Object> access) {
        return !dataCenter(access);
    }

    /** Whether an answer has to be completed by reads one by one. */
    public boolean incomplete(Map<String, Object> access, JiraRequest request, JsonNode answer) {
        return dataCenter(access)
                && !new DataCenter(request, zone(access)).singles(answer).isEmpty();
    }

    /** The reads that complete an answer. */
    public SingleReads singles(Map<String, Object> access, JiraRequest request, JsonNode answer) {
        return new SingleReads((ObjectNode) answer, new DataCenter(request, zone(access)).singles(answer));
    }

    public SingleReads found(SingleReads singles, JsonNode one) {
        return singles.found(one);
    }

    /**
     * Whether Jira said that there is no such thing, or of an issue that it is not for the account: Data Center says so by 403. Of a person
     * that means that the account may see nobody.
     */
    public boolean absence(SingleReads singles, Throwable failure) {
        return failure instanceof JiraRefused refused
                && (refused.provesAbsence()
                        || (singles.ofIssues() && refused.status() == 403 && refused.inJirasWords()));
    }

    /** A personal access token, sent as bearer, is Data Center's; Cloud has API tokens and OAuth. */
    private static boolean dataCenter(Map<String, Object> access) {
        return "bearer".equals(access.get("auth_type"));
    }

    /** Known since the site was first looked at, before which nobody walks. */
    private static AccountZone zone(Map<String, Object> access) {
        return AccountZone.of(access.get("account_zone") instanceof String zone ? zone : "");
    }
}

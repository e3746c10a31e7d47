package io.zenem.jira.jira;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;

/** Questions and answers in the dialect of a connector's site. Everybody else speaks Cloud's. */
@ApplicationScoped
@Named("jiraDialects")
public class JiraDialects {
    /** The question as the site understands it. */
    public JiraRequest asked(Map<String, Object> access, JiraRequest request) {
        return dataCenter(access) ? DataCenter.asked(request) : request;
    }

    /** The site's answer to a question, as Cloud would give it. */
    public JsonNode answered(Map<String, Object> access, JiraRequest request, JsonNode answer) {
        return dataCenter(access) ? DataCenter.answered(request, answer) : answer;
    }

    /** A personal access token, sent as bearer, is Data Center's; Cloud has API tokens and OAuth. */
    private static boolean dataCenter(Map<String, Object> access) {
        return "bearer".equals(access.get("auth_type"));
    }
}

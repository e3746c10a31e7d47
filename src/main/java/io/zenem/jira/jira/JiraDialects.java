package io.zenem.jira.jira;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Questions and answers in the dialect of a connector's site. Everybody else speaks Cloud's. */
@ApplicationScoped
@Named("jiraDialects")
public class JiraDialects {
    /** The request as the site understands it. */
    public JiraRequest asked(JiraAccess access, JiraRequest request) {
        return access.dataCenter() ? new DataCenter(request, access.accountZone()).asked() : request;
    }

    /** The site's answer to a request, as Cloud would give it. */
    public JsonNode answered(JiraAccess access, JiraRequest request, JsonNode answer) {
        return access.dataCenter() ? new DataCenter(request, access.accountZone()).answered(answer) : answer;
    }

    /** Whether an answer has to be completed by reads one by one. */
    public boolean incomplete(JiraAccess access, JiraRequest request) {
        return access.dataCenter()
                && !new DataCenter(request, access.accountZone()).singles().isEmpty();
    }

    /** The reads that complete an answer. */
    public SingleReads singles(JiraAccess access, JiraRequest request, JsonNode answer, Instant askedAt) {
        return new SingleReads((ObjectNode) answer, new DataCenter(request, access.accountZone()).singles(), askedAt);
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
}

package io.zenem.jira.job;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.connector.SyncContext;

/** What an admin may ask for about versions: all projects in scope, or some of them, whose present keys only Jira may know. */
@ApplicationScoped
@Named("versionRequests")
public class VersionRequests {
    private static final int MOST_PROJECTS = 1000;

    /** Each costs a call to Jira while the admin waits. */
    private static final int MOST_UNKNOWN = 50;

    /** A sync of versions; 400 with every wrong field, before Jira is asked for anything. */
    public VersionDraft read(ApiRequest request, SyncContext context) {
        RequestFields fields = request.optionalFields();
        List<String> projects = fields.texts("projects", 255, MOST_PROJECTS).orElse(List.of());
        VersionDraft draft = VersionDraft.of(projects, context.scope());
        if (draft.unknown().size() > MOST_UNKNOWN) {
            fields.error(
                    "projects",
                    "names " + draft.unknown().size()
                            + " that the connector's scope did not have when it was last looked at, "
                            + draft.unknown().get(0) + " for one; at most " + MOST_UNKNOWN + " are asked of Jira");
        }
        fields.check();
        return draft;
    }

    /** The request as it is queued; 400 naming the projects that are outside the scope by Jira's word too. */
    public JobRequest checked(VersionDraft draft, JsonNode answers, SyncContext context) {
        return draft.checked(answers, context.scope());
    }
}

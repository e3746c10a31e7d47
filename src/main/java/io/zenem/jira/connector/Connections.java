package io.zenem.jira.connector;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.QueryParameters;
import io.zenem.jira.jira.JiraAccess;
import io.zenem.jira.jira.JiraUser;

/** What an admin asks about a connection, and of it. */
@ApplicationScoped
@Named("connections")
public class Connections {
    private static final JsonMapper JSON = new JsonMapper();

    /** Which of Jira's permissions the sync needs, and for what. */
    private static final List<String> NEEDED = List.of("BROWSE_PROJECTS", "ADMINISTER", "USER_PICKER");

    /** 400 for a request that brings fields where there are none. */
    public void withoutFields(ApiRequest request) {
        request.mustBringNothing();
    }

    /** Who Jira thinks we are, which Jira it is and which permissions are missing. */
    public String tested(JsonNode account, JsonNode server, JsonNode permissions, JiraAccess connector) {
        ObjectNode answer = JSON.createObjectNode().put("ok", true);
        answer.putObject("account")
                .put(
                        "accountId",
                        account.path("accountId").asText(account.path("key").asText("")))
                .put("displayName", account.path("displayName").asText(""))
                .put("emailAddress", JiraUser.email(account).orElse(null));
        answer.put("timeZone", account.path("timeZone").asText(null));
        answer.put("version", server.path("version").asText(null));
        answer.put("deploymentType", server.path("deploymentType").asText(null));
        ArrayNode missing = answer.putArray("missingPermissions");
        NEEDED.stream()
                // an app's webhooks need a scope and no permission of an administrator's
                .filter(name -> !(name.equals("ADMINISTER") && connector.byGrant()))
                .filter(name -> permissions.path("permissions").has(name)
                        && !permissions
                                .path("permissions")
                                .path(name)
                                .path("havePermission")
                                .asBoolean())
                .forEach(missing::add);
        return answer.toString();
    }

    /** Whether Jira is to be asked now. */
    public boolean probe(ApiRequest request) {
        QueryParameters query = request.query();
        boolean probe = query.flag("probe");
        query.check();
        return probe;
    }

    /**
     * The answer to the removal of a connector, with what is left for the admin to do.
     *
     * @param mode of the registration as it was
     * @param stays why Jira did not let its webhook be removed; empty text where it did
     * @param callbackUrl where that webhook delivers
     */
    public String deleted(String mode, String stays, String callbackUrl) {
        ObjectNode answer = JSON.createObjectNode().put("deleted", true);
        ArrayNode warnings = answer.putArray("warnings");
        if (!stays.isEmpty()) {
            warnings.add("The webhook stays at Jira: " + stays + byHand(callbackUrl));
        } else if (mode.equals("manual")) {
            warnings.add("The webhook was entered at Jira by hand and stays there." + byHand(callbackUrl));
        }
        return answer.toString();
    }

    private static String byHand(String callbackUrl) {
        return " Remove it there (Settings, System, WebHooks); it delivers to " + callbackUrl + ".";
    }

    /** What happens to the copy of a connector that is removed; it must be said. */
    public String data(ApiRequest request) {
        String data = request.parameter("data").orElse("");
        if (!data.equals("keep") && !data.equals("purge")) {
            throw ApiException.query(Map.of(
                    "data", "must say what happens to the copy: keep (it stays readable in the database) or purge"));
        }
        return data;
    }
}
